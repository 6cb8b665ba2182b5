<?php
declare(strict_types=1);

namespace NetsvrTests\Docs;

use RuntimeException;

/** A snippet or a page is not what it says. */
final class Failure extends RuntimeException
{
}
