<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: finds a command, and runs it.
 */
declare(strict_types=1);

namespace think;

use Closure;
use RuntimeException;
use think\console\Command;
use think\console\Input;
use think\console\Output;

class Console
{
    protected $commands = [];
    protected static $startCallbacks = [];

    public function __construct(protected App $app)
    {
        $this->app->initialized() || $this->app->initialize();
        foreach (static::$startCallbacks as $callback) {
            $callback($this);
        }
    }

    public static function starting(Closure $callback): void
    {
        static::$startCallbacks[] = $callback;
    }

    public function addCommands(array $commands): void
    {
        foreach ($commands as $name => $command) {
            is_subclass_of($command, Command::class) && $this->addCommand($command, (string)$name);
        }
    }

    public function addCommand(string|Command $command, string $name = '')
    {
        $this->commands[$name] = $command;
    }

    public function find(string $name): Command
    {
        $class = $this->commands[$name] ?? throw new RuntimeException("Command \"$name\" is not defined.");
        $command = $this->app->invokeClass($class);
        $command->setApp($this->app);
        return $command;
    }

    public function run()
    {
        $output = new Output();
        in_array('-v', $_SERVER['argv'], true) && $output->setVerbosity(Output::VERBOSITY_VERBOSE);
        $arguments = array_values(array_diff(array_slice($_SERVER['argv'], 1), ['-v']));
        exit($this->find((string)array_shift($arguments))->run(new Input($arguments), $output));
    }
}
