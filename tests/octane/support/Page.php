<?php
/* The workers of docs/worker-mode.md: blocks that are marked `elsewhere: tests/octane NAME`. */
declare(strict_types=1);

namespace NetsvrTests\Octane;

use RuntimeException;

final class Page
{
    public static function block(string $name, string $page = 'worker-mode.md'): string
    {
        $text = (string)file_get_contents(dirname(__DIR__, 3) . "/docs/$page");
        $found = preg_match("~^<!-- elsewhere: tests/octane $name -->\n```php\n(.*?\n)```$~ms", $text, $block);
        return $found === 1 ? $block[1] : throw new RuntimeException("$page has no block $name");
    }

    /** A folder with the worker and what it requires, gone when the test is over. */
    public static function lay(string $name, string $file, string $autoload, string $workerAddr, string $more = ''): string
    {
        $folder = sys_get_temp_dir() . '/netsvr-worker-' . bin2hex(random_bytes(6));
        mkdir("$folder/vendor", 0777, true);
        file_put_contents("$folder/vendor/autoload.php", '<?php return require ' . var_export($autoload, true) . ";\n");
        file_put_contents("$folder/netsvr.php", self::binding($workerAddr) . $more);
        file_put_contents("$folder/$file", self::block($name));
        return $folder;
    }

    public static function clear(string $folder): void
    {
        foreach ([...glob("$folder/*/*"), ...glob("$folder/*")] as $file) {
            is_dir($file) ? rmdir($file) : unlink($file);
        }
        rmdir($folder);
    }

    /** As the page has it above, for Swoole. */
    private static function binding(string $workerAddr): string
    {
        return <<<PHP
            <?php
            use NetsvrBusiness\\{Container, TaskSocket, TaskSocketManger};
            use NetsvrBusiness\\Contract\\TaskSocketMangerInterface;

            \$logger = new Monolog\\Logger('netsvr', [new Monolog\\Handler\\StreamHandler('php://stderr')]);
            Container::getInstance()->bind(TaskSocketMangerInterface::class, function () use (\$logger) {
                \$manager = new TaskSocketManger();
                \$manager->addSocket(new TaskSocket('web', \$logger, '$workerAddr', 1, 1, 117));
                return \$manager;
            });

            PHP;
    }
}
