<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: text that is no markup.
 */
declare(strict_types=1);

namespace think\console\output;

class Formatter
{
    public static function escape($text)
    {
        return str_replace('<', '\\<', $text);
    }
}
