<?php
/*
 * What a test of a mistake needs: it makes the mistake, gathers all that a person would see of it (what is thrown and what
 * stands behind it, lines of the logger, PHP's own warnings, PHP's error log, what a command prints), and asks whether that
 * says where (an address, a class, a file or a key), why (the cause), and what to change (a setting or a call).
 */
declare(strict_types=1);

namespace NetsvrTests\Mistakes;

require_once dirname(__DIR__, 2) . '/support/library.php';

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;
use Throwable;

const HEARTBEAT = '~6YOt5rW35piO~';
const ALL_EVENTS = 7;

/** The logger that the sockets of a mistake are given. */
function logger(): ArrayLogger
{
    static $logger = new ArrayLogger();
    return $logger;
}

/**
 * Makes the mistake and prints whether its text teaches; what it lacks, and all of the text, where it does not.
 *
 * @param callable(): mixed $make a text that it returns is seen, too
 */
function mistake(callable $make, string $where, string $why, string $change): void
{
    Setup::endAfter(60);
    $text = seen($make);
    $lacks = [];
    foreach (['where' => $where, 'why' => $why, 'change' => $change] as $part => $words) {
        $words !== '' && str_contains($text, $words) ?: $lacks[] = "$part (\"$words\")";
    }
    echo $lacks === [] ? "says where, why and what to change\n" : 'does not say ' . implode(', ', $lacks) . ":\n$text\n";
}

/** @param callable(): mixed $make */
function seen(callable $make): string
{
    $lines = [];
    $file = (string)tempnam(sys_get_temp_dir(), 'netsvr-mistake-');
    $before = ini_set('error_log', $file);
    set_error_handler(static function (int $level, string $message) use (&$lines): bool {
        $lines[] = "PHP: $message";
        return true;
    });
    try {
        $said = $make();
        !is_string($said) ?: $lines[] = $said;
    } catch (Throwable $thrown) {
        for (; $thrown !== null; $thrown = $thrown->getPrevious()) {
            $lines[] = get_class($thrown) . ': ' . $thrown->getMessage();
        }
    } finally {
        restore_error_handler();
        ini_set('error_log', (string)$before);
    }
    foreach (logger()->records as [$level, $message]) {
        $lines[] = "$level: $message";
    }
    $lines[] = (string)file_get_contents($file);
    unlink($file);
    return implode("\n", $lines);
}

/** Those of a test in which a call is repeated until it is noticed that no gateway is there. */
function twice(callable $call): void
{
    $call();
    usleep(200_000);
    $call();
}

class Handler implements EventInterface
{
    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}

function task(string $addr): TaskSocket
{
    return new TaskSocket('fpm', logger(), $addr, 1, 1, 117);
}

/** The container in place of the one before, with what bind() is given. */
function bind(object $manager, string $id = TaskSocketMangerInterface::class): void
{
    Container::setInstance(new Container());
    Container::getInstance()->bind($id, $manager);
}

/** NetBus speaks to these addresses from now on. */
function gateways(string ...$addrs): void
{
    bind(static function () use ($addrs): TaskSocketManger {
        $manager = new TaskSocketManger();
        foreach ($addrs as $addr) {
            $manager->addSocket(task($addr));
        }
        return $manager;
    });
}

/** A main socket of our own loop, or of Workerman's. */
function main(
    string $addr,
    string $heartbeat = HEARTBEAT,
    int $events = ALL_EVENTS,
    int $goroutines = 1,
    int $milliseconds = 45_000,
    string $class = MainSocket::class
): object {
    return new $class('chat', logger(), new Handler(), new Socket('chat', logger(), $addr, 1, 1), $heartbeat, $events, $goroutines, $milliseconds);
}

/** Runs a main socket until this has been said, twenty seconds at most. */
function run(object $main, string $said): void
{
    $manager = new MainSocketManager();
    $manager->addSocket($main);
    $end = microtime(true) + 20;
    $manager->run(static function () use ($manager, $said, $end): void {
        $all = implode("\n", array_column(logger()->records, 1)) . @file_get_contents((string)ini_get('error_log'));
        !str_contains($all, $said) && microtime(true) < $end || $manager->close();
    }, 50);
}

/** The extension that this test runs on. */
function extension(): string
{
    preg_match('~/\S*netsvr\S*\.so$~m', (string)file_get_contents('/proc/self/maps'), $found);
    return $found[0];
}

/**
 * What another PHP prints, on both of its outputs. It has no php.ini and no extension but those that it is given.
 *
 * @param list<string> $arguments such as -d netsvr.gateway=8 and -r with code
 */
function php(array $arguments, bool $withExtension = true): string
{
    $extension = $withExtension ? ['-d', 'extension=' . extension()] : [];
    return command([PHP_BINARY, '-n', ...$extension, ...$arguments]);
}

/** @param list<string> $words */
function command(array $words): string
{
    return (string)shell_exec('timeout 20 ' . implode(' ', array_map(escapeshellarg(...), $words)) . ' 2>&1');
}

/**
 * A mistake of which PHP itself speaks: prints whether it says where, and whether docs/what-php-says.md has its words, in
 * both languages, with why and what to change beside them.
 *
 * @param callable(): mixed $make
 */
function phpSays(callable $make, string $words, string $where, string $why, string $change): void
{
    Setup::endAfter(60);
    $text = seen($make);
    $lacks = [];
    foreach ([$words, $where] as $part) {
        str_contains($text, $part) ?: $lacks[] = "PHP does not say \"$part\":\n$text";
    }
    $rows = [];
    foreach (['what-php-says.md', 'what-php-says.zh-CN.md'] as $page) {
        $lines = file(dirname(__DIR__, 3) . "/docs/$page", FILE_IGNORE_NEW_LINES) ?: [];
        $cells = array_map(static fn(string $line): array => array_map(trim(...), explode('|', $line)), $lines);
        // what PHP says there stands for all names of the same kind
        $rows[$page] = array_values(array_filter($cells, static fn(array $row): bool => preg_match_all('~`([^`]+)`~', $row[1] ?? '', $quotes)
            && array_filter($quotes[1], static fn(string $quote): bool => str_contains($text, $quote)) !== []));
        $rows[$page] !== [] ?: $lacks[] = "docs/$page has no row for it:\n$text";
    }
    $row = array_filter($rows['what-php-says.md'], static fn(array $row): bool => str_contains($row[2] ?? '', $why) && str_contains($row[3] ?? '', $change));
    $row !== [] ?: $lacks[] = 'no row for it says "' . $why . '" and "' . $change . '": ' . json_encode($rows['what-php-says.md']);
    echo $lacks === [] ? "says where, and the page why and what to change\n" : implode("\n", $lacks) . "\n";
}

/** A task socket at this address among those of a manager, in the way of every set-up. */
function added(string $addr): void
{
    (new TaskSocketManger())->addSocket(task($addr));
}

/** The port that browsers connect to. */
function websocketPort(DevGate $gateway): string
{
    return parse_url($gateway->url, PHP_URL_HOST) . ':' . parse_url($gateway->url, PHP_URL_PORT);
}

/** What PHP compares before it loads an extension. */
function buildId(): string
{
    return 'API' . preg_replace('~.*API(\d+,\w+).*~s', '$1', command([PHP_BINARY, '-n', '-i']));
}

function doctor(): string
{
    return dirname(__DIR__, 3) . '/examples/doctor.php';
}

/** As much of Laravel as a class needs that asks its container for the configuration and the cache. */
function container(array $config): object
{
    require_once '/usr/share/php/Illuminate/Container/autoload.php';
    require_once '/usr/share/php/Illuminate/Config/autoload.php';
    require_once '/usr/share/php/Illuminate/Cache/autoload.php';
    $container = new \Illuminate\Container\Container();
    $container->instance('config', new \Illuminate\Config\Repository($config));
    $container->alias('config', \Illuminate\Contracts\Config\Repository::class);
    $container->singleton(\Illuminate\Contracts\Cache\Factory::class, static fn($it) => new \Illuminate\Cache\CacheManager($it));
    return $container;
}

/**
 * What the process of the Webman plugin logs when it starts with this configuration.
 *
 * @param string $project the folder of the project, where its autoloader finds classes
 */
function webmanProcess(array $config, string $project = '/nowhere'): void
{
    $GLOBALS['netsvr_project'] = $project;
    spl_autoload_register(static function (string $class) use ($project): void {
        $file = "$project/" . strtr($class, '\\', '/') . '.php';
        !is_file($file) ?: require_once $file;
    });
    eval('namespace { function config(string $key, mixed $default) { return $GLOBALS["netsvr_plugin"]; }'
        . ' function base_path() { return $GLOBALS["netsvr_project"]; } }'
        . ' namespace support { class Log { static function channel(string $name) { return \NetsvrTests\Mistakes\logger(); } } }'
        . ' namespace Workerman { class Worker { public $id = 0; static function log($text) {} } }');
    $GLOBALS['netsvr_plugin'] = $config;
    (new \NetsvrBusiness\Webman\MainProcess())->onWorkerStart(new \Workerman\Worker());
}

/** A file of a temporary folder that goes away with the test. */
function temporary(string $name, string $text): string
{
    $folder = sys_get_temp_dir() . '/netsvr-mistake-' . bin2hex(random_bytes(6));
    mkdir($folder);
    file_put_contents("$folder/$name", $text);
    register_shutdown_function(static function () use ($folder): void {
        array_map(unlink(...), glob("$folder/*") ?: []);
        rmdir($folder);
    });
    return "$folder/$name";
}
