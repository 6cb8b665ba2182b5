<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: a command of the console.
 */
declare(strict_types=1);

namespace think\console;

use think\App;
use think\console\input\Option;

abstract class Command
{
    private $name;
    private $description;
    private $options = [];
    private $arguments = [];
    protected $input;
    protected $output;
    protected $app;

    public function __construct()
    {
        $this->configure();
    }

    public function setApp(App $app)
    {
        $this->app = $app;
    }

    protected function configure()
    {
    }

    protected function execute(Input $input, Output $output)
    {
        return null;
    }

    public function run(Input $input, Output $output): int
    {
        [$this->input, $this->output] = [$input, $output];
        $input->take($this->options, $this->arguments);
        $status = $this->execute($input, $output);
        return is_numeric($status) ? (int)$status : 0;
    }

    public function addArgument(string $name, int $mode = null, string $description = '', $default = null)
    {
        $this->arguments[] = $name;
        return $this;
    }

    public function addOption(string $name, string $shortcut = null, int $mode = null, string $description = '', $default = null)
    {
        $this->options[$name] = $mode === Option::VALUE_NONE ? false : $default;
        return $this;
    }

    public function setName(string $name)
    {
        $this->name = $name;
        return $this;
    }

    public function getName(): string
    {
        return $this->name;
    }

    public function setDescription(string $description)
    {
        $this->description = $description;
        return $this;
    }
}
