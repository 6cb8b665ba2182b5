<?php
/*
 * Stands in for hyperf/contract.
 */
declare(strict_types=1);

namespace Hyperf\Contract;

use Psr\Log\LoggerInterface;

interface StdoutLoggerInterface extends LoggerInterface
{
}
