<?php
/*
 * Stands in for hyperf/support.
 */
declare(strict_types=1);

namespace Hyperf\Support;

function env($key, $default = null)
{
    return getenv($key) ?: $default;
}
