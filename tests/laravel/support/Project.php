<?php
/*
 * A Laravel project in a folder of its own, as `composer require` would leave it: applications in this process, and
 * artisan and a web server as child processes. Gone when this script ends.
 */
declare(strict_types=1);

namespace NetsvrTests\Laravel;

use Illuminate\Contracts\Console\Kernel;
use Illuminate\Filesystem\Filesystem;
use Illuminate\Foundation\Application;
use Illuminate\Support\Env;
use NetsvrTests\Support\Daemon;
use NetsvrTests\Support\Program;

final class Project
{
    public readonly string $folder;
    private readonly int $owner;
    /** @var list<string> of the process: whichever project set them */
    private static array $variables = [];
    private ?Daemon $server = null;

    public function __construct()
    {
        $this->owner = (int)getmypid();
        $this->folder = sys_get_temp_dir() . '/netsvr-laravel-' . bin2hex(random_bytes(6));
        $files = new Filesystem();
        $files->copyDirectory(dirname(__DIR__) . '/skeleton', $this->folder);
        foreach (['bootstrap/cache', 'storage/logs', 'storage/framework/views', 'storage/framework/cache', 'vendor/composer'] as $folder) {
            $files->ensureDirectoryExists("$this->folder/$folder");
        }
        $package = json_decode((string)file_get_contents(dirname(__DIR__, 3) . '/php/composer.json'), true);
        file_put_contents(
            "$this->folder/vendor/composer/installed.json",
            json_encode(['packages' => [['version' => '0.1.0'] + $package]])
        );
        file_put_contents("$this->folder/composer.json", '{}');
    }

    /**
     * A booted application.
     *
     * @param array<string, string> $environment variables as in .env
     */
    public function app(array $environment = []): Application
    {
        self::forgetVariables();
        foreach ($environment as $name => $value) {
            $_ENV[$name] = $_SERVER[$name] = $value;
            self::$variables[] = $name;
        }
        $_ENV['APP_ENV'] = $_SERVER['APP_ENV'] = 'testing';
        // It keeps what it has read.
        Env::enablePutenv();
        $app = require "$this->folder/bootstrap/app.php";
        try {
            $app->make(Kernel::class)->bootstrap();
        } finally {
            // Laravel's handlers turn what PHPUnit looks for into something else.
            restore_error_handler();
            restore_exception_handler();
        }
        return $app;
    }

    /**
     * @param list<string> $arguments
     * @param array<string, string> $environment
     */
    public function artisan(array $arguments, array $environment = []): Artisan
    {
        return Artisan::start($this->folder, $arguments, $environment);
    }

    /**
     * Serves the project over HTTP until it is gone.
     *
     * @param array<string, string> $environment
     * @return string host and port
     */
    public function serve(array $environment): string
    {
        $log = "$this->folder/storage/server";
        $command = ['/usr/bin/env', 'NETSVR_TEST_AUTOLOAD=' . dirname(__DIR__) . '/autoload.php'];
        foreach ($environment as $name => $value) {
            $command[] = "$name=$value";
        }
        $php = Program::php();
        $address = '';
        $this->server = new Daemon(
            // artisan serve takes its variables from .env; so do all workers of php-fpm
            [...$command, ...$php, '-d', 'variables_order=EGPCS', '-S', '127.0.0.1:0', "$this->folder/public/index.php"],
            $log,
            static function () use ($log, &$address): bool {
                $found = preg_match('~\(http://(\S+)\) started~', (string)@file_get_contents($log), $matches) === 1;
                $address = $matches[1] ?? '';
                return $found;
            }
        );
        return $address;
    }

    public function log(string $channel = 'laravel'): string
    {
        $file = "$this->folder/storage/logs/$channel.log";
        return is_file($file) ? (string)file_get_contents($file) : '';
    }

    public static function forgetVariables(): void
    {
        foreach (self::$variables as $name) {
            unset($_ENV[$name], $_SERVER[$name]);
        }
        self::$variables = [];
    }

    public function __destruct()
    {
        if ($this->owner === getmypid()) {
            self::forgetVariables();
            $this->server?->stop();
            (new Filesystem())->deleteDirectory($this->folder);
        }
    }
}
