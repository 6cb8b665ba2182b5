<?php
/*
 * Thrown into a coroutine to end it.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

final class Killed extends \Exception
{
}
