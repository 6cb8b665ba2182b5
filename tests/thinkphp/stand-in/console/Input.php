<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: the words behind a command.
 */
declare(strict_types=1);

namespace think\console;

use RuntimeException;

class Input
{
    protected $options = [];
    protected $arguments = [];
    private $tokens;

    public function __construct($argv = null)
    {
        $this->tokens = $argv;
    }

    /** What the real one does by a definition. */
    public function take(array $options, array $arguments): void
    {
        $this->options = $options;
        foreach ($this->tokens as $token) {
            if (!str_starts_with($token, '--')) {
                $this->arguments[array_shift($arguments)] = $token;
                continue;
            }
            [$name, $value] = explode('=', substr($token, 2), 2) + [1 => true];
            array_key_exists($name, $options) || throw new RuntimeException("The \"--$name\" option does not exist.");
            $this->options[$name] = $value;
        }
    }

    public function getOption(string $name)
    {
        return $this->options[$name];
    }

    public function getArgument(string $name)
    {
        return $this->arguments[$name] ?? throw new RuntimeException('Not enough arguments.');
    }
}
