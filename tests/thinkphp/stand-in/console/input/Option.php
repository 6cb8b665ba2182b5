<?php
/*
 * A stand-in for a class of ThinkPHP 8: its constants.
 */
declare(strict_types=1);

namespace think\console\input;

class Option
{
    const VALUE_NONE = 1;
    const VALUE_REQUIRED = 2;
    const VALUE_OPTIONAL = 4;
}
