<?php
/*
 * `php webman netsvr:make-handler NAME`: writes a class that handles what clients do, and names it in the plugin's
 * configuration.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman\Command;

use InvalidArgumentException;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Webman\HandlerClass;
use NetsvrBusiness\Webman\HandlerSetting;
use NetsvrBusiness\Webman\Plugin;
use NetsvrBusiness\Webman\TextFile;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Formatter\OutputFormatter;
use Symfony\Component\Console\Input\InputArgument;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('netsvr:make-handler', self::DESCRIPTION)]
class MakeHandlerCommand extends Command
{
    private const DESCRIPTION = 'Write a class that handles what websocket clients do, and name it in the configuration';
    private const APP = Plugin::FOLDER . '/app.php';

    /** @var string|null where Webman's console looks for the name, and for the description */
    protected static $defaultName = 'netsvr:make-handler';
    /** @var string|null */
    protected static $defaultDescription = self::DESCRIPTION;

    protected function configure(): void
    {
        $this->addArgument('name', InputArgument::REQUIRED, 'Name of the class, such as ChatHandler or room/ChatHandler')
            ->addOption('plugin', 'p', InputOption::VALUE_REQUIRED, 'Write it into this plugin: a folder of plugin/')
            ->addOption('path', 'P', InputOption::VALUE_REQUIRED, 'Write it into this folder of the project [default: "app/netsvr"]')
            ->addOption('force', 'f', InputOption::VALUE_NONE, 'Overwrite a file that is there')
            ->addUsage('ChatHandler')
            ->addUsage('ChatHandler -P app/socket');
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $project = base_path();
        try {
            $folder = self::folder($project, self::option($input, 'plugin'), self::option($input, 'path'));
            $class = HandlerClass::of($project, (string)$input->getArgument('name'), $folder);
        } catch (InvalidArgumentException $exception) {
            return self::fail($output, $exception->getMessage());
        }
        $file = "$project/$class->file";
        if (file_exists($file) && !$input->getOption('force')) {
            $output->writeln(self::shown('error', "$class->file is there already, and stays as it is: choose another name, or overwrite it with --force."));
            $named = (new HandlerSetting("$project/" . self::APP))->named();
            if ($named !== $class->name) {
                $output->writeln(OutputFormatter::escape('To use it, write ' . HandlerSetting::line($class->name) . " under 'work' in " . self::APP . '.'));
            }
            return 1;
        }
        $problem = TextFile::write($file, $class->code());
        if ($problem !== null) {
            return self::fail($output, "$class->file cannot be written: $problem");
        }
        $output->writeln(self::shown('info', 'Created:') . ' ' . OutputFormatter::escape($class->file));
        $this->name($class->name, new HandlerSetting("$project/" . self::APP), $output);
        if (!Extension::isThere()) {
            $output->writeln(self::shown('comment', Extension::missing()));
        } elseif (!class_exists($class->name)) {
            $output->writeln(self::shown(
                'comment',
                "Composer's autoloader does not find $class->name yet: run composer dump-autoload, and see whether autoload in"
                . ' composer.json has the folder.'
            ));
        }
        return 0;
    }

    private function name(string $class, HandlerSetting $setting, OutputInterface $output): void
    {
        $named = $setting->named();
        if ($named === $class) {
            $output->writeln('Webman takes it up with php start.php reload.');
            return;
        }
        $problem = $named === null ? $setting->name($class) : null;
        if ($named === null && $problem === null) {
            $output->writeln(self::shown('info', 'Updated:') . ' ' . OutputFormatter::escape(self::APP . ": work.handler is $class"));
            $output->writeln('Now start Webman, or restart it: php start.php start, or restart (in the background with -d). A reload adds no process.');
            return;
        }
        $output->writeln(self::shown('comment', $named === null
            ? self::APP . " $problem, and stays as it is."
            : 'work.handler in ' . self::APP . " is $named, and stays so."));
        $output->writeln(OutputFormatter::escape(
            "To use the new class, write this under 'work', and restart Webman: " . HandlerSetting::line($class)
        ));
    }

    /** @throws InvalidArgumentException when the options name no folder */
    private static function folder(string $project, ?string $plugin, ?string $path): ?string
    {
        if ($plugin !== null && (strpbrk($plugin, '/\\') !== false || !is_dir("$project/plugin/$plugin"))) {
            throw new InvalidArgumentException("--plugin=$plugin: there is no folder plugin/$plugin; name a folder of plugin/");
        }
        if ($path !== null && ($path[0] === '/' || str_contains($path, '..') || str_contains($path, ':'))) {
            throw new InvalidArgumentException("--path=$path: name a folder inside of the project, from its root, such as app/socket");
        }
        return $path ?? ($plugin === null ? null : "plugin/$plugin/app/netsvr");
    }

    /** As webman/console: -p=admin is -p admin. */
    private static function option(InputInterface $input, string $name): ?string
    {
        $value = ltrim(trim((string)$input->getOption($name)), '=');
        return $value === '' ? null : $value;
    }

    private static function fail(OutputInterface $output, string $problem): int
    {
        $output->writeln(self::shown('error', $problem));
        return 1;
    }

    private static function shown(string $style, string $text): string
    {
        return "<$style>" . OutputFormatter::escape($text) . "</$style>";
    }
}
