<?php
/*
 * Says what listens at addresses, and what is wrong with it: which port of which gateway, whether it fits netsvr.gateway
 * and netsvr.task_addrs, and whether the heartbeat message is the right one.
 *
 *     php examples/doctor.php [options] host:port...        default: NETSVR_WORKER_ADDR, else 127.0.0.1:6061
 *
 *     --heartbeat=MESSAGE    the heartbeat message of your sockets
 *     --ws=ws://host:port/path    where clients connect: a client of its own looks whether it is let in, and whether
 *                            messages reach it that the gateway compresses
 *     --timeout=SECONDS      for each round of questions, 2 by default
 *     --json                 one JSON object, for programs
 *
 * Settings of the command line's PHP are those that count: give others with `php -d netsvr.gateway=8 examples/doctor.php`.
 * It changes nothing at the gateway. Status 0: nothing is wrong; 1: something is; 2: it could not be examined.
 */
declare(strict_types=1);

use NetsvrBusiness\Doctor;

/** What keeps this PHP from loading the extension, as PHP itself says it, and what to do. */
function whyNotLoaded(): string
{
    $file = ini_get('extension_dir') . '/netsvr.so';
    $php = sprintf('PHP %s, %s thread safety, %s', PHP_VERSION, PHP_ZTS ? 'with' : 'without', PHP_DEBUG ? 'debug build' : 'no debug build');
    if (!is_file($file)) {
        return "the extension netsvr is not loaded, and there is no $file: install it for this PHP ($php)\n";
    }
    $said = (string)shell_exec(escapeshellarg(PHP_BINARY) . ' -n -d extension=' . escapeshellarg($file) . ' -r "" 2>&1');
    return trim($said) === ''
        ? "the extension netsvr is not loaded, though $file is one for this PHP ($php): write extension=netsvr into one of the"
            . ' files that it reads (' . (php_ini_loaded_file() ?: 'no php.ini') . ', ' . (php_ini_scanned_files() ? 'and others' : 'and no others')
            . "; `php --ini` lists them), for php-fpm into those of php-fpm\n"
        : "the extension netsvr is not loaded: $file is for another PHP than this one ($php), install the one for it. PHP says:"
            . trim($said) . "\n";
}

if (!class_exists(Doctor::class)) {
    fwrite(STDERR, extension_loaded('netsvr')
        ? "the extension netsvr is switched off by netsvr.api = off in " . (php_ini_loaded_file() ?: 'the command line')
            . ": set it to 4 or 8\n"
        : whyNotLoaded());
    exit(2);
}
$options = getopt('', ['heartbeat:', 'ws:', 'timeout:', 'json', 'help'], $rest);
$addrs = array_slice($argv, $rest) ?: [getenv('NETSVR_WORKER_ADDR') ?: '127.0.0.1:6061'];
if (isset($options['help']) || str_starts_with($addrs[0], '-')) {
    fwrite(STDERR, "usage: php examples/doctor.php [--heartbeat=MESSAGE] [--ws=URL] [--timeout=SECONDS] [--json] host:port...\n");
    exit(2);
}
$arguments = array_filter([
    'heartbeatMessage' => $options['heartbeat'] ?? null,
    'websocketUrl' => $options['ws'] ?? null,
    'timeout' => isset($options['timeout']) ? (float)$options['timeout'] : null,
], static fn(mixed $given): bool => $given !== null);

$all = [];
foreach ($addrs as $addr) {
    try {
        $all[] = Doctor::examine($addr, ...$arguments);
    } catch (ValueError $wrong) {
        fwrite(STDERR, "$addr: {$wrong->getMessage()}\n");
        exit(2);
    }
}
$isWell = array_filter(array_column($all, 'problems')) === [];
if (isset($options['json'])) {
    echo json_encode(['addresses' => $all], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE), "\n";
    exit($isWell ? 0 : 1);
}

foreach ($all as $found) {
    echo $found['addr'], "\n";
    $lines = [
        'is' => $found['what'],
        'heartbeat message' => match ($found['heartbeatAccepted']) {
            true => 'accepted',
            false => 'refused',
            null => null,
        },
        'worker address' => $found['workerAddr'],
        'task address' => $found['taskAddr'],
        'its own address' => $found['ownAddr'],
        'clients' => $found['clients'],
        'limits a second' => $found['limits'] === null
            ? null
            : "{$found['limits']['onOpen']} connections, {$found['limits']['onMessage']} messages of clients",
        'websocket port' => $found['websocket']['what'] ?? null,
        'open callback' => match ($found['websocket']['callback'] ?? null) {
            'allows' => 'allows, or there is none',
            'refuses' => 'refuses the client',
            'fails' => 'fails',
            null => null,
        },
        'compression' => match ($found['websocket']['compression'] ?? null) {
            'works' => 'compressed messages arrive',
            'loses' => 'compressed messages are lost',
            'off' => 'off',
            null => null,
        },
    ];
    $names = [
        'heartbeatAccepted' => 'heartbeat message',
        'ownAddr' => 'its own address',
        'clients' => 'clients',
        'limits' => 'limits a second',
        'letsIn' => 'websocket port',
        'callback' => 'open callback',
        'compression' => 'compression',
    ];
    $unknown = $found['unknown'];
    if ($found['websocket'] === null) {
        $unknown = ['letsIn' => 'give --ws=ws://host:port/path'] + $unknown;
        unset($unknown['callback'], $unknown['compression']);
    }
    foreach ($unknown as $key => $why) {
        $lines[$names[$key]] ??= "unknown: $why";
    }
    foreach (array_filter($lines, static fn(mixed $line): bool => $line !== null) as $name => $line) {
        printf("    %-18s %s\n", $name, $line);
    }
    foreach ($found['beside'] as $beside) {
        printf("    %-18s %s\n", 'beside', "{$beside['addr']} is {$beside['what']}");
    }
    foreach ($found['problems'] as $problem) {
        echo "  ! $problem\n";
    }
}
echo $isWell ? "Nothing is wrong.\n" : "Something is wrong: see the lines with an exclamation mark.\n";
exit($isWell ? 0 : 1);
