<?php
/*
 * Stands in for hyperf/framework.
 */
declare(strict_types=1);

namespace Hyperf\Framework\Event;

class BootApplication
{
}
