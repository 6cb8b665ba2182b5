<?php
declare(strict_types=1);

namespace support;

use FilesystemIterator;
use RecursiveDirectoryIterator;
use RecursiveIteratorIterator;
use Workerman\Worker;

/**
 * Stand-in for Webman's: each process of the configuration is forked, runs the bootstraps, then its handler. The
 * first process passes signals on, waits, and starts a process anew that ends before. `start.php reload` has it end
 * them one after the other.
 */
final class App
{
    public static array $config = [];

    public static function run(): void
    {
        self::loadConfig();
        if (($_SERVER['argv'][1] ?? '') === 'reload') {
            $pid = (int)@file_get_contents(config('server.pid_file'));
            exit($pid > 1 && posix_kill($pid, SIGUSR1) ? 0 : 1);
        }
        file_put_contents(config('server.pid_file'), (string)getmypid());
        $processes = config('process', []);
        foreach (config('plugin', []) as $firm => $projects) {
            foreach ($projects as $name => $project) {
                foreach ($project['process'] ?? [] as $process => $config) {
                    $processes["plugin.$firm.$name.$process"] = $config;
                }
            }
        }
        if (config('server.listen', '') !== '') {
            $processes['webman'] = ['handler' => HttpServer::class];
        }
        $children = [];
        foreach ($processes as $name => $config) {
            for ($id = 0; $id < ($config['count'] ?? 1); $id++) {
                $children[self::fork($name, $config, $id)] = [$name, $config, $id];
            }
        }
        $stopping = false;
        pcntl_async_signals(true);
        foreach ([SIGINT, SIGTERM] as $signal) {
            pcntl_signal($signal, static function () use (&$children, &$stopping, $signal): void {
                $stopping = true;
                foreach (array_keys($children) as $pid) {
                    posix_kill($pid, $signal);
                }
            }, false);
        }
        $toReload = [];
        pcntl_signal(SIGUSR1, static function () use (&$children, &$toReload): void {
            $toReload = array_keys($children);
            posix_kill((int)array_shift($toReload), SIGTERM);
        }, false);
        while ($children !== []) {
            $pid = pcntl_wait($status);
            if (!isset($children[$pid])) {
                // A signal; the children are told.
                continue;
            }
            [$name, $config, $id] = $children[$pid];
            unset($children[$pid]);
            if (!$stopping) {
                // As Workerman does, at once.
                file_put_contents(runtime_path() . '/ended', "$name\n", FILE_APPEND);
                $children[self::fork($name, $config, $id)] = [$name, $config, $id];
                $toReload === [] ?: posix_kill((int)array_shift($toReload), SIGTERM);
            }
        }
    }

    private static function fork(string $name, array $config, int $id): int
    {
        $pid = pcntl_fork();
        if ($pid === 0) {
            foreach ([SIGINT, SIGTERM, SIGUSR1] as $signal) {
                pcntl_signal($signal, SIG_DFL);
            }
            self::work($name, $config, $id);
            exit(0);
        }
        return $pid;
    }

    private static function work(string $name, array $config, int $id): void
    {
        $worker = new Worker();
        $worker->name = $name;
        $worker->id = $id;
        $worker->onWorkerStart = static function (Worker $worker) use ($config): void {
            $bootstraps = config('bootstrap', []);
            foreach (config('plugin', []) as $projects) {
                foreach ($projects as $project) {
                    array_push($bootstraps, ...$project['bootstrap'] ?? []);
                }
            }
            foreach ($bootstraps as $class) {
                $class::start($worker);
            }
            $handler = Container::make($config['handler'], $config['constructor'] ?? []);
            if (method_exists($handler, 'onWorkerStop')) {
                $worker->onWorkerStop = [$handler, 'onWorkerStop'];
            }
            $handler->onWorkerStart($worker);
        };
        Worker::runAll();
    }

    public static function loadConfig(): void
    {
        $root = base_path('/config');
        $files = new RecursiveDirectoryIterator($root, FilesystemIterator::SKIP_DOTS);
        foreach (new RecursiveIteratorIterator($files) as $file) {
            if ($file->getExtension() === 'php' && $file->getBasename() !== 'route.php') {
                $value = include $file->getPathname();
                $keys = explode('/', substr($file->getPathname(), strlen($root) + 1, -4));
                foreach (array_reverse($keys) as $key) {
                    $value = [$key => $value];
                }
                self::$config = array_replace_recursive(self::$config, $value);
            }
        }
    }
}
