<?php
/*
 * What the loops of `make bench` cost, without clocks: system calls (strace -c) and user instructions (callgrind) of one
 * call, with one built extension and with another, and their ratio. Each is the difference between a run of many calls and
 * a run of few, so that what happens once does not count. Behind them stands what a process pays once for loading the
 * extension, in instructions and in page faults (the median of nine).
 *
 *   php benches/cost.php BEFORE.so [AFTER.so] [loop]...
 *
 * Ends with status 1 when a loop takes more than 2 % more instructions, or more system calls, than before.
 */
declare(strict_types=1);

const MOST = 1.02;
const ANSWERED = 2_000;
const LONG = 1 << 30;
/** More bytes than a connection takes at once: how often they wait depends on the reader. */
const WAITING = ['multicast', 'singleCastBulk'];

/** Gives up on what cannot be measured. */
function fail(string $problem): never
{
    fwrite(STDERR, "cost.php: $problem\n");
    exit(2);
}

/** PHP with an extension and no php.ini. */
function php(string $extension): array
{
    return [PHP_BINARY, '-n', '-d', "extension=$extension"];
}

/**
 * Runs a command to its end with this standard input.
 *
 * @param list<string> $command
 * @return array{string, string} its output and what it said of errors
 */
function run(array $command, string $input = ''): array
{
    $errors = tmpfile();
    $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], $errors], $pipes);
    if ($process === false) {
        fail("$command[0] cannot be started");
    }
    fwrite($pipes[0], $input);
    fclose($pipes[0]);
    $output = (string)stream_get_contents($pipes[1]);
    rewind($errors);
    $said = (string)stream_get_contents($errors);
    if (proc_close($process) !== 0) {
        fail(implode(' ', $command) . " failed:\n$output$said");
    }
    return [$output, $said];
}

/** A gateway that takes everything and answers one command, always the same. */
function serveGateway(string $extension): never
{
    $server = stream_socket_server('tcp://127.0.0.1:0');
    $address = stream_socket_get_name($server, false);
    echo $address, "\n";
    [$ip, $port] = explode(':', $address);
    $body = new Netsvr\UniqIdListResp();
    $body->setUniqIds(array_map(
        static fn(int $index): string => sprintf('%08x%04x66000000%08x', ip2long($ip), $port, $index),
        range(0, ANSWERED - 1)
    ));
    $payload = pack('N', Netsvr\Cmd::UniqIdList) . $body->serializeToString();
    $answer = pack('N', strlen($payload)) . $payload;
    while (($peer = stream_socket_accept($server, LONG)) !== false) {
        while (strlen($head = (string)stream_get_contents($peer, 8)) === 8) {
            [, $length, $command] = unpack('N2', $head);
            stream_get_contents($peer, $length - 4);
            if ($command === Netsvr\Cmd::UniqIdList) {
                fwrite($peer, $answer);
            }
        }
    }
    exit;
}

/** @return array{list<string>, int} what runs a loop, and how often it is called */
function loops(string $workerAddr, string $transfer, string $update): array
{
    $casts = __DIR__ . '/php/casts.php';
    $messages = __DIR__ . '/php/messages.php';
    return [
        'singleCast' => [[$casts, 'singleCast', $workerAddr], 2000],
        'broadcast' => [[$casts, 'broadcast', $workerAddr], 2000],
        'multicast' => [[$casts, 'multicast', $workerAddr], 20],
        'singleCastBulk' => [[$casts, 'singleCastBulk', $workerAddr], 20],
        'uniqIdList' => [[__FILE__, '--ask', $workerAddr], 50],
        'getter' => [[$messages, 'getter', ''], 5000],
        'parse' => [[$messages, 'parse', $transfer], 2000],
        'setters' => [[$messages, 'setters', $update], 2000],
        'constructor' => [[$messages, 'constructor', $update], 2000],
    ];
}

/** User instructions and system calls of so many calls. */
function measured(string $extension, array $script, int $calls): array
{
    $input = "call $calls\n";
    $command = [...php($extension), ...$script];
    $callgrind = ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null'];
    [, $said] = run([...$callgrind, ...$command], $input);
    if (preg_match('~Collected : (\d+)~', $said, $instructions) !== 1) {
        fail("callgrind gave no number:\n$said");
    }
    $summary = (string)tempnam(sys_get_temp_dir(), 'cost');
    run(['strace', '-c', '-o', $summary, ...$command], $input);
    preg_match('~^\S+\s+\S+\s+(?:\S+\s+)?(\d+)\s+(?:\d+\s+)?total$~m', (string)file_get_contents($summary), $calls);
    unlink($summary);
    return [(int)$instructions[1], (int)$calls[1]];
}

/** Those of one call. */
function costs(string $extension, array $script, int $calls): array
{
    $few = measured($extension, $script, $calls);
    $many = measured($extension, $script, $calls * 2);
    return [($many[0] - $few[0]) / $calls, ($many[1] - $few[1]) / $calls];
}

/** User instructions and page faults of a process that loads an extension and ends, less those of one that does not. */
function loading(string $extension): array
{
    $figures = [];
    foreach ([php($extension), [PHP_BINARY, '-n']] as $command) {
        // Without the allocator's fast bins: to empty them takes 600,000 instructions, and whether a process happens to do
        // that at its end depends on its environment.
        $callgrind = ['valgrind', '--tool=callgrind', '--callgrind-out-file=/dev/null'];
        [, $said] = run(['env', 'GLIBC_TUNABLES=glibc.malloc.mxfast=0', ...$callgrind, ...$command, '-r', '']);
        if (preg_match('~Collected : (\d+)~', $said, $instructions) !== 1) {
            fail("callgrind gave no number:\n$said");
        }
        $faults = [];
        for ($i = 0; $i < 9; $i++) {
            $before = getrusage(1)['ru_minflt'];
            run([...$command, '-r', '']);
            $faults[] = getrusage(1)['ru_minflt'] - $before;
        }
        sort($faults);
        $figures[] = [(int)$instructions[1], $faults[4]];
    }
    return [$figures[0][0] - $figures[1][0], $figures[0][1] - $figures[1][1]];
}

if (($argv[1] ?? '') === '--gateway') {
    serveGateway($argv[2]);
}
if (($argv[1] ?? '') === '--ask') {
    require __DIR__ . '/php/driver.php';
    NetsvrBench\useGateways([$argv[2]]);
    NetsvrBench\serve(['call' => static function (int $calls): array {
        for ($i = 0; $i < $calls; $i++) {
            if (count(NetsvrBusiness\NetBus::uniqIdList()[0]['uniqIds']) !== ANSWERED) {
                NetsvrBench\fail('the answer is not what it must be');
            }
        }
        return [0, 0];
    }]);
    exit;
}

$extensions = array_values(array_filter(array_slice($argv, 1), 'is_file'));
$wanted = array_values(array_diff(array_slice($argv, 1), $extensions));
if ($extensions === [] || count($extensions) > 2) {
    fail('give one or two built extensions, and perhaps names of loops');
}
$extensions = array_map('realpath', $extensions);
$made = 'echo bin2hex((new Netsvr\Transfer(["uniqId" => "7f00000117ae6600000000000001", "customerId" => "customer-1", '
    . '"session" => json_encode(["name" => "client 1", "visits" => 1]), "topics" => ["topic-1", "topic-2", "topic-3"], '
    . '"data" => str_repeat("x", 1024)]))->serializeToString()), " ", bin2hex((new Netsvr\ConnInfoUpdate(["uniqId" => '
    . '"7f00000117ae6600000000000001", "newSession" => json_encode(["name" => "client 1", "visits" => 1]), '
    . '"newCustomerId" => "customer-1", "newTopics" => ["topic-1", "topic-2", "topic-3"], "data" => str_repeat("x", 64)]))'
    . '->serializeToString());';
[$transfer, $update] = explode(' ', run([...php($extensions[0]), '-r', $made])[0]);
$gateway = proc_open([...php($extensions[0]), __FILE__, '--gateway', ''], [['pipe', 'r'], ['pipe', 'w']], $pipes);
$loops = loops(trim((string)fgets($pipes[1])), $transfer, $update);
if ($wanted !== []) {
    $loops = array_intersect_key($loops, array_flip($wanted)) ?: fail('no such loop: ' . implode(' ', $wanted));
}

$dearer = 0;
printf("%-16s %14s %14s %8s %12s %12s\n", 'one call', 'instructions', 'after', 'ratio', 'system calls', 'after');
foreach ($loops as $name => [$script, $calls]) {
    $before = costs($extensions[0], $script, $calls);
    $after = isset($extensions[1]) ? costs($extensions[1], $script, $calls) : $before;
    $ratio = $after[0] / $before[0];
    $worse = $ratio > MOST || (!in_array($name, WAITING, true) && $after[1] > $before[1] + 0.05);
    $dearer += (int)$worse;
    printf(
        "%-16s %14.1f %14.1f %8.3f %12.2f %12.2f%s\n",
        $name,
        $before[0],
        $after[0],
        $ratio,
        $before[1],
        $after[1],
        $worse ? '  more' : ''
    );
}
proc_terminate($gateway);
if ($wanted === []) {
    $before = loading($extensions[0]);
    $after = isset($extensions[1]) ? loading($extensions[1]) : $before;
    printf("\n%-16s %14s %14s %8s %12s %12s\n", 'a process', 'instructions', 'after', 'ratio', 'page faults', 'after');
    printf("%-16s %14d %14d %8.3f %12d %12d\n", 'loading', $before[0], $after[0], $after[0] / $before[0], $before[1], $after[1]);
}
exit($dearer === 0 ? 0 : 1);
