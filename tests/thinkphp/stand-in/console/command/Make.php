<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: writes a class from a template.
 */
declare(strict_types=1);

namespace think\console\command;

use think\console\Command;
use think\console\input\Argument;
use think\console\Input;
use think\console\Output;

abstract class Make extends Command
{
    protected $type;

    abstract protected function getStub();

    protected function configure()
    {
        $this->addArgument('name', Argument::REQUIRED, 'The name of the class');
    }

    protected function execute(Input $input, Output $output)
    {
        $class = $this->getClassName($input->getArgument('name'));
        $file = $this->getPathName($class);
        if (is_file($file)) {
            $output->writeln("<error>$this->type:$class already exists!</error>");
            return false;
        }
        is_dir(dirname($file)) || mkdir(dirname($file), 0755, true);
        file_put_contents($file, $this->buildClass($class));
        $output->writeln("<info>$this->type:$class created successfully.</info>");
    }

    protected function buildClass(string $name)
    {
        $at = (int)strrpos($name, '\\');
        $words = ['{%namespace%}' => substr($name, 0, $at), '{%className%}' => substr($name, $at + 1)];
        return strtr((string)file_get_contents($this->getStub()), $words);
    }

    protected function getPathName(string $name): string
    {
        return $this->app->getBasePath() . str_replace('\\', '/', substr($name, 4)) . '.php';
    }

    protected function getClassName(string $name): string
    {
        return $this->getNamespace('') . '\\' . $name;
    }

    protected function getNamespace(string $app): string
    {
        return 'app' . ($app ? "\\$app" : '');
    }
}
