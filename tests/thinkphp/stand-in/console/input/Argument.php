<?php
/*
 * A stand-in for a class of ThinkPHP 8: its constants.
 */
declare(strict_types=1);

namespace think\console\input;

class Argument
{
    const REQUIRED = 1;
    const OPTIONAL = 2;
}
