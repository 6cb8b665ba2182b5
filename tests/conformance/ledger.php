<?php
/*
 * The kinds of calls that this extension deliberately answers otherwise than what was recorded, each under the number
 * of the deliberate difference that explains it (README.md), for both APIs. The first kind that asks for something
 * else decides. Parts of an outcome: 'result', 'exception', 'then', 'frames', 'conns', 'log', 'diagnostics', 'main',
 * 'timers', 'setup'; 'responses': what the gateways answer, where nobody asked them when it was recorded.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

use NetsvrTests\Support\Frames;

$ledger = new Ledger();
$is8 = Api::current()->is8();

/** Of calls that go to the gateways of their uniqIds: everything, when the test holds of them. */
$routed = static fn(\Closure $test): \Closure => static function (Expectation $expected) use ($test, $is8): ?array {
    $case = $expected->case;
    $options = $case['options'] ?? [];
    $plain = $case['gateways'] !== [] && !isset($options['answer']) && !isset($options['nomanager'])
        && !isset($case['then']) && !isset($case['setup']) && Recorded::down($case) === [];
    if (!$plain || !$expected->call->goesByUniqId() || !$test($expected)) {
        return null;
    }
    // Main sockets, which take one-way calls in API 4.
    if (isset($options['main']) && !$is8) {
        $strangers = $expected->strangers();
        return $strangers === [] ? null : ['log' => $strangers];
    }
    $outcome = $expected->routedByUniqId();
    if (!$expected->call->isQuery()) {
        return $outcome;
    }
    // Gateways that were asked answered then as they do now.
    return $outcome['frames'] == $case['frames'] && isset($case['result'])
        ? ['log' => $outcome['log']]
        : Ledger::answered($case, $outcome);
};
$hasNames = static fn(Expectation $expected): bool
    => Expectation::resolvedAll($expected->case['gateways']) !== $expected->case['gateways'];

$ledger->kind(
    9,
    'a malformed answer throws an exception of this library',
    static function (Expectation $expected): ?array {
        $case = $expected->case;
        if (($case['exception']['class'] ?? '') !== 'Google\Protobuf\Internal\GPBDecodeException') {
            return null;
        }
        $exception = [
            'class' => 'NetsvrBusiness\Exception\DecodeException', 'message' => 'Error occurred during parsing', 'code' => 0,
        ];
        if (count($case['gateways']) === 1) {
            return ['exception' => $exception];
        }
        // All have been asked by then (difference 8), and answer the same.
        $sent = $expected->call->goesByUniqId()
            ? $expected->routedByUniqId()
            : $expected->to($case['gateways'], Frames::body((string)hex2bin(current($case['frames'])[0])));
        unset($sent['result']);
        $responses = array_fill_keys(array_keys($sent['frames']), current($case['responses']));
        return ['exception' => $exception, 'responses' => $responses] + $sent;
    }
);
$ledger->kind(
    13,
    'lists of messages are of this extension',
    static function (Expectation $expected): ?array {
        $exception = $expected->case['exception'] ?? ['message' => ''];
        $ours = strtr($exception['message'], ['Google\Protobuf\Internal\RepeatedField' => Api::current()->message('RepeatedField')]);
        return $ours === $exception['message'] ? null : ['exception' => array_replace($exception, ['message' => $ours])];
    }
);

$ledger->kind(
    4,
    'null and arrays are no elements of a list of strings',
    static fn(Expectation $expected): ?array
        => $expected->call->refusedElement() === null ? null : $expected->refusedElement()
);
$ledger->kind(
    5,
    'as many data as ids, or exactly one id',
    static function (Expectation $expected): ?array {
        if (!$expected->call->isTwoLists()) {
            return null;
        }
        $params = $expected->call->arguments[0];
        $ids = count((array)$params[$expected->call->bulkKey()]);
        return $ids === 1 || $ids === count((array)$params['data']) ? null : $expected->unequalBulk();
    }
);
$ledger->kind(
    2,
    'a single customerId, string or int, is a list of one',
    static function (Expectation $expected): ?array {
        $id = $expected->call->arguments[0] ?? null;
        if ($expected->call->method !== 'forceOfflineByCustomerId' || !(is_string($id) || is_int($id))) {
            return null;
        }
        return preg_match('~~u', (string)$id)
            ? $expected->broadcastByCustomerId()
            : Expectation::thrown('Exception', 'Expect utf-8 encoding.');
    }
);

$ledger->kind(
    1,
    'an empty list of ids sends nothing, with one gateway too',
    $routed(static fn(Expectation $expected): bool => $expected->call->uniqIds() === [])
);
$ledger->kind(
    4,
    'int, float and bool elements are ids as good as strings',
    $routed(static fn(Expectation $expected): bool => $expected->call->hasOtherScalars())
);
$ledger->kind(
    28,
    'ids and data with the same keys pair by them, with one gateway, too',
    $routed(static fn(Expectation $expected): bool => $expected->call->isTwoLists()
        && !array_is_list((array)$expected->call->arguments[0][$expected->call->bulkKey()]))
);
$ledger->kind(15, 'a gateway by name is found by the address that it has', $routed($hasNames));
$ledger->kind(
    3,
    'the one gateway gets every id, whatever its prefix; of several, ids of none are skipped and reported',
    $routed(static fn(): bool => true)
);

$ledger->kind(
    3,
    'a uniqId is looked at, whether a gateway is its own or not: it is UTF-8',
    static fn(Expectation $expected): ?array
        => $expected->call->hasUniqIdOfOtherBytes() && $expected->case['gateways'] !== []
            ? Expectation::thrown('Exception', 'Expect utf-8 encoding.')
            : null
);
$ledger->kind(
    6,
    'a connection that the gateway closed is replaced before the next call',
    static function (Expectation $expected): ?array {
        $case = $expected->case;
        if ($case['gateways'] !== array_keys($case['responses']) || ($case['options']['answer'] ?? []) !== ['then_close' => true]) {
            return null;
        }
        [$addr] = $case['gateways'];
        ['fire' => $fire, 'workers' => $workers, 'heartbeat' => $heartbeat] = ($case['options'] ?? []) + CaseRun::DEFAULTS;
        $outcome = ['diagnostics' => [], 'log' => []];
        $ended = true;
        foreach ([['call' => $case['call']], ...$case['then'] ?? []] as $index => ['call' => $call]) {
            if ($ended) {
                $index > 0 && $outcome['log'][] = $expected->line('info', "close connection $addr ok.");
                $outcome['log'][] = $expected->line('info', "connect to $addr ok.");
                $outcome['conns'][$addr][] = 0;
            }
            $frame = Expectation::plainFrame($call);
            if ($frame === null || ($call['method'] !== $case['call']['method'] && $call['method'] !== 'broadcast')) {
                return null;
            }
            $outcome['frames'][$addr][] = bin2hex($frame);
            $outcome['conns'][$addr][array_key_last($outcome['conns'][$addr])]++;
            $ended = $call['method'] !== 'broadcast';
            if ($index > 0) {
                $outcome['then'][] = ['call' => $call, 'result' => $ended ? $case['result'] : null];
            }
        }
        if ($workers !== []) {
            // Each connection has a timer of its own.
            $add = static fn(int $id): array => array_replace($case['timers'][0], [1 => $id]);
            $timers = [];
            foreach (range(1, count($outcome['conns'][$addr])) as $id) {
                array_push($timers, ...($id > 1 ? [['del', $id - 1]] : []), ...[$add($id)]);
            }
            // One that a heartbeat finds closed is replaced, too.
            for ($i = 0; $i < $fire; $i++) {
                $timers[] = ['fire', $id];
                if ($ended) {
                    $outcome['log'][] = $expected->line('info', "close connection $addr ok.");
                    $outcome['log'][] = $expected->line('info', "connect to $addr ok.");
                    $outcome['conns'][$addr][] = 0;
                    array_push($timers, ['del', $id], $add(++$id));
                    $ended = false;
                }
                $outcome['frames'][$addr][] = bin2hex(pack('N', strlen($heartbeat)) . $heartbeat);
                $outcome['conns'][$addr][array_key_last($outcome['conns'][$addr])]++;
            }
            $outcome['timers'] = [...$timers, ['del', $id]];
        }
        $outcome['log'][] = $expected->line('info', "close connection $addr ok.");
        return $outcome;
    }
);
$ledger->kind(
    8,
    'all gateways are asked before the first answer is awaited; each failure is logged, in their order',
    static function (Expectation $expected): ?array {
        $case = $expected->case;
        $class = 'NetsvrBusiness\Exception\SocketReceiveException';
        $gateways = $case['gateways'];
        if (($case['exception']['class'] ?? '') !== $class || count($gateways) < 2 || isset($case['then'])
            || Recorded::down($case) !== []) {
            return null;
        }
        $frame = Expectation::plainFrame($case['call']);
        if ($frame === null) {
            return null;
        }
        // What was said of the first one is said of each, once all are connected.
        [$first] = $gateways;
        $said = static fn(string $addr): array => array_map(
            static fn(array $line): array => [$line[0], str_replace($first, $addr, $line[1])],
            array_slice($case['log'], 1)
        );
        return [
            'responses' => array_fill_keys($gateways, $case['responses'][$first] ?? []),
            'frames' => array_fill_keys($gateways, [bin2hex($frame)]),
            'conns' => array_fill_keys($gateways, [1]),
            'log' => array_merge(
                array_map(static fn(string $addr): array => $expected->line('info', "connect to $addr ok."), $gateways),
                ...array_map($said, $gateways)
            ),
        ];
    }
);
$ledger->kind(
    7,
    'an answer of another command, or one with bytes behind it, is none; its connection is closed',
    static function (Expectation $expected): ?array {
        $case = $expected->case;
        $faults = array_filter(array_map(
            static fn(array $answers): ?string => $expected->faultOf((string)hex2bin($answers[0])),
            $case['responses']
        ));
        $frame = current($case['frames'])[0] ?? '';
        if ($case['gateways'] === [] || array_keys($faults) !== $case['gateways'] || count($case['gateways']) > 1 && isset($case['then'])) {
            return null;
        }
        $outcome = $expected->faulty($faults, $frame);
        // The questions behind it have their own answers, on a connection of their own.
        foreach ($case['then'] ?? [] as $index => ['call' => $call]) {
            [$addr] = $case['gateways'];
            $frame = Expectation::plainFrame($call);
            $body = Frames::body((string)hex2bin($case['responses'][$addr][$index + 1] ?? ''));
            $result = Answers::result($call['method'], $addr, $body);
            if ($frame === null || $result === null) {
                return null;
            }
            if ($index === 0) {
                $outcome['log'][] = $expected->line('info', "connect to $addr ok.");
                $outcome['log'][] = $expected->line('info', "close connection $addr ok.");
            }
            $outcome['frames'][$addr][] = bin2hex($frame);
            $outcome['conns'][$addr] = [1, $index + 1];
            $outcome['then'][] = ['call' => $call, 'result' => $result];
        }
        return $outcome;
    }
);
$ledger->kind(
    6,
    'a frame that found no connection says so in an exception of this library',
    static fn(Expectation $expected): array => ['log' => array_map(
        static fn(array $line): array => str_contains($line[1], 'fwrite(): Argument #1 ($stream)')
            ? [$line[0], strtok($line[1], "\n") . "\n0 --> not connected\n"
                . 'Throwable: NetsvrBusiness\Exception\SocketSendException']
            : $line,
        $expected->case['log']
    )]
);
if (!$is8) {
    $ledger->kind(
        11,
        'the rollback of start() closes what had connected',
        static function (Expectation $expected): ?array {
            $options = $expected->case['options'] ?? [];
            if (($options['main_fail'] ?? '') !== 'connect' || !isset($options['main_fail_port'])) {
                return null;
            }
            $calls = [];
            foreach ($options['main'] as $port) {
                $calls[] = ["127.0.0.1:$port", 'connect'];
                if ($port === $options['main_fail_port']) {
                    break;
                }
            }
            foreach (array_slice($calls, 0, -1) as [$addr]) {
                $calls[] = [$addr, 'close'];
            }
            return ['main' => [...$calls, ['manager', 'start', false]]];
        }
    );
}

if ($is8) {
    $ledger->kind(
        15,
        'a name is converted by the address that it has',
        static function (Expectation $expected): ?array {
            $addr = $expected->call->arguments[0] ?? null;
            $hex = $expected->case['result'] ?? null;
            if ($expected->call->method !== 'fn addrConvertToHex' || !is_string($hex) || !is_string($addr)) {
                return null;
            }
            $host = explode(':', $addr)[0];
            return ['result' => bin2hex((string)inet_pton(gethostbyname($host))) . substr($hex, 8)];
        }
    );
    $ledger->kind(
        15,
        'the gateway that an argument names is found by the address that the name has',
        static function (Expectation $expected): ?array {
            $named = $expected->call->arguments[1] ?? null;
            if ($expected->call->method !== 'limit' || !is_string($named) || filter_var(strtok($named, ':'), FILTER_VALIDATE_IP)) {
                return null;
            }
            $addr = array_combine(
                array_map(Expectation::resolved(...), $expected->case['gateways']),
                $expected->case['gateways']
            )[Expectation::resolved($named)] ?? null;
            $body = $expected->call->arguments[0] === null ? '' : null;
            return $addr === null || $body === null
                ? null
                : Ledger::answered($expected->case, $expected->to([$addr], $body));
        }
    );
    $ledger->kind(
        15,
        'of two names for one address the last one stays',
        static function (Expectation $expected): ?array {
            $case = $expected->case;
            $replaced = array_diff($case['gateways'], $expected->gateways);
            if ($replaced === []) {
                return null;
            }
            $isOfReplaced = static fn(array $line): bool => (bool)array_filter(
                $replaced,
                static fn(string $addr): bool => str_contains($line[1], " $addr ")
            );
            $once = static fn(array $frames): array => array_slice($frames, 0, intdiv(count($frames), 2) ?: 1);
            $outcome = [
                'frames' => array_map($once, $case['frames']),
                'conns' => array_map($once, $case['conns']),
                'log' => array_values(array_filter($case['log'], static fn(array $line): bool => !$isOfReplaced($line))),
            ];
            return $expected->call->isQuery() ? Ledger::answered($case, $outcome) : $outcome;
        }
    );
    $ledger->kind(
        21,
        'limit() without arguments asks all gateways',
        static fn(Expectation $expected): ?array
            => $expected->call->method === 'limit' && $expected->call->arguments === []
                ? Ledger::answered($expected->case, $expected->to($expected->case['gateways'], ''))
                : null
    );
    $ledger->kind(
        22,
        'a customerId that is an int is taken from strict code, too',
        static fn(Expectation $expected): ?array
            => $expected->call->method === 'connInfoByCustomerId' && is_int($expected->call->arguments[0] ?? null)
                && isset($expected->case['options']['strict'], $expected->case['exception'])
                ? Ledger::answered($expected->case, $expected->to(
                    $expected->case['gateways'],
                    $expected->connInfoByCustomerId()
                ))
                : null
    );
}

return $ledger;
