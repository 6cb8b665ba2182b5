<?php
/*
 * Why a scene cannot be played here.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

final class Skipped extends \Exception
{
}
