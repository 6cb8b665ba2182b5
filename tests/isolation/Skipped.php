<?php
/*
 * A case cannot be run here, or not yet; the message says why.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

use RuntimeException;

final class Skipped extends RuntimeException
{
}
