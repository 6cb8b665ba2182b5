<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: what a command prints, without colours.
 */
declare(strict_types=1);

namespace think\console;

class Output
{
    const VERBOSITY_NORMAL = 1;
    const VERBOSITY_VERBOSE = 2;
    const VERBOSITY_VERY_VERBOSE = 3;
    const VERBOSITY_DEBUG = 4;
    const OUTPUT_NORMAL = 0;
    const OUTPUT_RAW = 1;

    private $verbosity = self::VERBOSITY_NORMAL;

    public function __construct($driver = 'console')
    {
    }

    public function writeln(string $messages, int $type = 0): void
    {
        $this->write($messages, true, $type);
    }

    public function write(string $messages, bool $newline = false, int $type = 0): void
    {
        $text = $type === self::OUTPUT_RAW ? $messages : str_replace('\\<', '<', preg_replace('~(?<!\\\\)</?\w*>~', '', $messages));
        fwrite(STDOUT, $text . ($newline ? "\n" : ''));
    }

    public function setVerbosity(int $level)
    {
        $this->verbosity = $level;
    }

    public function isVerbose(): bool
    {
        return $this->verbosity >= self::VERBOSITY_VERBOSE;
    }

    public function isVeryVerbose(): bool
    {
        return $this->verbosity >= self::VERBOSITY_VERY_VERBOSE;
    }

    public function isDebug(): bool
    {
        return $this->verbosity >= self::VERBOSITY_DEBUG;
    }
}
