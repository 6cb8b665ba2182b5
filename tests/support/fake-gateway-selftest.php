<?php
/*
 * Proves FakeGateway by itself, with a plain stream as the client:
 *
 *     php -n tests/support/fake-gateway-selftest.php
 *
 * Prints a line per failure and "N passed, N failed". Bounded in time.
 */
declare(strict_types=1);

use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\Step;

require __DIR__ . '/autoload.php';

const REQUEST = 900003007;
const ONE_WAY = 900002003;

/** @return resource */
function dial(FakeGateway $gw)
{
    $stream = stream_socket_client('tcp://' . $gw->addr(), $errno, $error, 5);
    stream_set_timeout($stream, 5);
    return $stream;
}

/** Reads until that many bytes have come or the connection ends. */
function read($stream, int $bytes): string
{
    $got = '';
    while (strlen($got) < $bytes && ($more = fread($stream, $bytes - strlen($got))) !== '' && $more !== false) {
        $got .= $more;
    }
    return $got;
}

/** How the connection stands: 'eof', 'reset' or 'silent' for a tenth of a second. */
function state($stream): string
{
    $read = [$stream];
    $none = null;
    if (!stream_select($read, $none, $none, 0, 100000)) {
        return 'silent';
    }
    $bytes = fread($stream, 1);
    if ($bytes !== '' && $bytes !== false) {
        return 'bytes';
    }
    // After FIN the kernel still takes a byte, after RST it does not.
    return @fwrite($stream, 'x') === 1 ? 'eof' : 'reset';
}

$tests = [
    'an unscripted request is answered empty, a one-way command not at all' => static function (): array {
        $gw = FakeGateway::start();
        $client = dial($gw);
        fwrite($client, Frames::pack(ONE_WAY, 'x') . Frames::pack(REQUEST, 'y'));
        return [read($client, 8), state($client), $gw->frames()];
    },
    'answers come in the order of the script, with body and command' => static function (): array {
        $gw = FakeGateway::start([[Step::answer('a'), Step::answer('b', 1), Step::raw('raw')]]);
        $client = dial($gw);
        fwrite($client, str_repeat(Frames::pack(REQUEST), 3));
        return [read($client, 9), read($client, 9), read($client, 3)];
    },
    'each connection has its script, those beyond follow the last' => static function (): array {
        $gw = FakeGateway::start([[Step::answer('1')], [Step::answer('2')]]);
        $answers = [];
        for ($i = 0; $i < 3; $i++) {
            $client = dial($gw);
            fwrite($client, Frames::pack(REQUEST));
            $answers[] = substr(read($client, 9), 8);
        }
        return $answers;
    },
    'a frame that arrives in pieces is one frame' => static function (): array {
        $gw = FakeGateway::start();
        $client = dial($gw);
        foreach (str_split(Frames::pack(REQUEST, 'abc')) as $byte) {
            fwrite($client, $byte);
        }
        return [read($client, 8), $gw->frames(1)];
    },
    'close ends by FIN, reset by RST' => static function (): array {
        $gw = FakeGateway::start([[Step::close()], [Step::reset()]]);
        $states = [];
        for ($i = 0; $i < 2; $i++) {
            $client = dial($gw);
            fwrite($client, Frames::pack(REQUEST));
            $states[] = state($client);
        }
        return $states;
    },
    'truncated, then closed' => static function (): array {
        $gw = FakeGateway::start([[Step::answer('abcdef')->truncated(10)->thenClose()]]);
        $client = dial($gw);
        fwrite($client, Frames::pack(REQUEST));
        return [read($client, 14), state($client)];
    },
    'twice, dribbled, with a false length' => static function (): array {
        $gw = FakeGateway::start([[
            Step::answer('t')->twice(), Step::answer('d')->dribbled(1), Step::answer('l')->claimingLength(0x7fffffff),
        ]]);
        $client = dial($gw);
        fwrite($client, Frames::pack(REQUEST));
        $twice = read($client, 18);
        fwrite($client, Frames::pack(REQUEST));
        $dribbled = read($client, 9);
        fwrite($client, Frames::pack(REQUEST));
        return [$twice, $dribbled, read($client, 9)];
    },
    'a delayed answer comes late, and holds up no other connection' => static function (): array {
        $gw = FakeGateway::start([[Step::answer('late')->delayed(200)], [Step::answer('soon')]]);
        [$late, $soon] = [dial($gw), dial($gw)];
        $start = microtime(true);
        fwrite($late, Frames::pack(REQUEST));
        $gw->frames(1);
        fwrite($soon, Frames::pack(REQUEST));
        $answers = [substr(read($soon, 12), 8), state($late), substr(read($late, 12), 8)];
        return [...$answers, microtime(true) - $start >= 0.2];
    },
    'a step at connect takes no turn' => static function (): array {
        $gw = FakeGateway::start([[Step::atConnect(Step::raw('hello')), Step::answer('turn')]]);
        $client = dial($gw);
        $greeting = read($client, 5);
        fwrite($client, Frames::pack(REQUEST));
        return [$greeting, substr(read($client, 12), 8)];
    },
    'a step at a command waits for it, and the next one for that step' => static function (): array {
        $gw = FakeGateway::start([[Step::atCommand(REQUEST, Step::answer('turn')), Step::answer('next', 1)]]);
        $client = dial($gw);
        fwrite($client, Frames::pack(ONE_WAY) . Frames::pack(REQUEST) . Frames::pack(ONE_WAY));
        return [substr(read($client, 12), 8), substr(read($client, 12), 8), state($client)];
    },
    'a reset after some bytes comes in the middle of a frame' => static function (): array {
        $gw = FakeGateway::start([[Step::afterBytes(1000, Step::reset())]]);
        $client = dial($gw);
        fwrite($client, substr(Frames::pack(ONE_WAY, str_repeat('x', 5000)), 0, 3000));
        return [state($client), $gw->connections(), $gw->frames()];
    },
    'a gateway that stops reading blocks its writer' => static function (): array {
        $gw = FakeGateway::start([[Step::atConnect(Step::stopReading())]], 4096);
        $client = dial($gw);
        stream_set_blocking($client, false);
        $chunk = str_repeat('x', 1 << 16);
        for ($blocked = false, $sent = 0; !$blocked && $sent < 1 << 28;) {
            $sent += $written = (int)fwrite($client, $chunk);
            $blocked = $written === 0;
        }
        return [$blocked, $gw->connections()[0]['bytes'] < $sent];
    },
    'pushed bytes arrive unasked' => static function (): array {
        $gw = FakeGateway::start();
        $client = dial($gw);
        $gw->push(Frames::pack(REQUEST, 'p'));
        return [read($client, 9)];
    },
    'idle connections can be closed and reset' => static function (): array {
        $gw = FakeGateway::start();
        $client = dial($gw);
        $gw->closeConnections();
        $states = [state($client)];
        $client = dial($gw);
        $gw->resetConnections();
        return [...$states, state($client), array_column($gw->connections(), 'open')];
    },
    'a gateway goes down and comes up on its port' => static function (): array {
        $gw = FakeGateway::start();
        $client = dial($gw);
        $gw->down();
        $down = [state($client), @stream_socket_client('tcp://' . $gw->addr(), $errno, $error, 1)];
        $gw->up();
        $client = dial($gw);
        fwrite($client, Frames::pack(REQUEST, 'again'));
        return [...$down, read($client, 8), $gw->frames()];
    },
    'an answer of 3 MB arrives whole' => static function (): array {
        $body = random_bytes(3_000_000);
        $gw = FakeGateway::start([[Step::answer($body)]]);
        $client = dial($gw);
        fwrite($client, Frames::pack(REQUEST));
        return [read($client, 3_000_008) === Frames::pack(REQUEST, $body)];
    },
    'a heartbeat is a frame that gets no answer' => static function (): array {
        $gw = FakeGateway::start();
        $client = dial($gw);
        fwrite($client, pack('N', 16) . '~6YOt5rW35piO~..');
        return [state($client), count($gw->frames(1))];
    },
    'stop ends the child' => static function (): array {
        $gw = FakeGateway::start();
        $addr = $gw->addr();
        $gw->stop();
        $gw->stop();
        return [@stream_socket_client("tcp://$addr", $errno, $error, 1)];
    },
    'nobody is given the port of a gateway that is down, or of one that has ended' => static function (): array {
        // who does without SO_REUSEADDR is told so; the system passes over such a port
        $code = '$socket = socket_create(AF_INET, SOCK_STREAM, SOL_TCP);'
            . '@socket_bind($socket, "127.0.0.1", (int)$argv[1]); echo socket_last_error($socket) === SOCKET_EADDRINUSE ? "taken" : "free";';
        $command = array_map(escapeshellarg(...), [PHP_BINARY, '-n', ...FakeGateway::sockets(), '-r', $code]);
        $taken = static fn(string $addr): ?string => shell_exec(implode(' ', $command) . ' ' . Port::number($addr));
        $gw = FakeGateway::start();
        $gw->down();
        $whileDown = $taken($gw->addr());
        $gw->stop();
        return [$whileDown, $taken($gw->addr())];
    },
];

$one = static fn(int $cmd, string $body, int $connection = 0): array => compact('connection', 'cmd', 'body');
$expected = [
    [Frames::pack(REQUEST), 'silent', [$one(ONE_WAY, 'x'), $one(REQUEST, 'y')]],
    [Frames::pack(REQUEST, 'a'), Frames::pack(1, 'b'), 'raw'],
    ['1', '2', '2'],
    [Frames::pack(REQUEST), [$one(REQUEST, 'abc')]],
    ['eof', 'reset'],
    [substr(Frames::pack(REQUEST, 'abcdef'), 0, 10), 'eof'],
    [
        str_repeat(Frames::pack(REQUEST, 't'), 2),
        Frames::pack(REQUEST, 'd'),
        "\x7f\xff\xff\xff" . substr(Frames::pack(REQUEST, 'l'), 4),
    ],
    ['soon', 'silent', 'late', true],
    ['hello', 'turn'],
    ['turn', 'next', 'silent'],
    ['reset', [['bytes' => 1000, 'frames' => 0, 'open' => false]], []],
    [true, true],
    [Frames::pack(REQUEST, 'p')],
    ['eof', 'reset', [false, false]],
    ['eof', false, Frames::pack(REQUEST), [$one(REQUEST, 'again', 1)]],
    [true],
    ['silent', 1],
    [false],
    ['taken', 'taken'],
];

$passed = $failed = 0;
foreach (array_keys($tests) as $index => $name) {
    try {
        $got = $tests[$name]();
    } catch (Throwable $thrown) {
        $got = [$thrown->getMessage()];
    }
    if ($got === $expected[$index]) {
        $passed++;
    } else {
        $failed++;
        printf("FAIL %s: expected %s got %s\n", $name, var_export($expected[$index], true), var_export($got, true));
    }
}
printf("%d passed, %d failed\n", $passed, $failed);
exit($failed === 0 ? 0 : 1);
