<?php
/*
 * What a NetBus call must put on the wire and into the log here, worked out from the call's arguments and the
 * gateways alone, for the ledger. Written from the protocol and from the list of deliberate differences; the bytes of
 * messages that are handed over whole are the only thing it asks of the extension.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

use NetsvrTests\Support\Frames;

final class Expectation
{
    private const COMMANDS = [
        'connInfoUpdate' => 900002001, 'connInfoDelete' => 900002002, 'broadcast' => 900002003,
        'multicast' => 900002004, 'singleCast' => 900002006, 'singleCastBulk' => 900002007,
        'topicSubscribe' => 900002010, 'topicUnsubscribe' => 900002011, 'forceOffline' => 900002015,
        'forceOfflineByCustomerId' => 900002016, 'forceOfflineGuest' => 900002017, 'checkOnline' => 900003003,
        'customerIdList' => 900003004, 'customerIdCount' => 900003005, 'uniqIdList' => 900003006,
        'uniqIdCount' => 900003007, 'topicList' => 900003008, 'topicCount' => 900003009,
        'topicUniqIdList' => 900003010, 'topicUniqIdCount' => 900003011, 'topicCustomerIdList' => 900003012,
        'topicCustomerIdToUniqIdsList' => 900003013, 'topicCustomerIdCount' => 900003014, 'connInfo' => 900003015,
        'connInfoByCustomerId' => 900003016, 'metrics' => 900003017, 'limit' => 900003018,
    ];
    private const DEFAULT_PREFIX = 'TaskSocket#1';

    public readonly Call $call;
    /** @var list<string> those that the manager holds */
    public readonly array $gateways;
    /** What stands before a line of the log. */
    private string $prefix;

    public function __construct(public readonly array $case)
    {
        $this->call = new Call($case);
        $prefix = $case['options']['prefix'] ?? self::DEFAULT_PREFIX;
        $this->prefix = $prefix === '' ? '' : trim($prefix) . ' ';
        // Of two with one address the last one takes the place.
        $this->gateways = array_values(array_combine(self::resolvedAll($case['gateways']), $case['gateways']));
    }

    /** One gateway: it gets everything. Several: each gets the ids of its prefix, the others are reported. */
    public function routedByUniqId(): array
    {
        $gateways = $this->gateways;
        $ids = $this->call->uniqIds();
        $shares = [];
        $strangers = [];
        foreach ($ids as $index => $id) {
            $addr = count($gateways) === 1 ? $gateways[0] : self::owner($gateways, $id);
            if ($addr === null) {
                $strangers[] = $id;
            } else {
                $shares[$addr][] = $index;
            }
        }
        $frames = array_map(
            fn(array $share): string => $this->frame($this->body($ids, $share)),
            $shares
        );
        $log = $strangers === [] ? [] : [$this->strangersLine($strangers, count($ids))];
        return $this->sent($frames, $log);
    }

    /** The report of ids that belong to no gateway, if there are some. */
    public function strangers(): array
    {
        $ids = $this->call->uniqIds();
        $strangers = array_values(array_filter(
            $ids,
            fn(string $id): bool => self::owner($this->gateways, $id) === null
        ));
        return $strangers === [] ? [] : [$this->strangersLine($strangers, count($ids))];
    }

    /** Every gateway gets the same frame; a single customerId is a list of one. */
    public function broadcastByCustomerId(): array
    {
        $ids = array_map(strval(...), (array)$this->call->arguments[0]);
        return $this->to(
            $this->gateways,
            self::strings(1, $ids) . self::data(2, $this->call->arguments[1] ?? '')
        );
    }

    /** The body of a question for the connections of a single customer. */
    public function connInfoByCustomerId(): string
    {
        return self::strings(1, [(string)$this->call->arguments[0]])
            . self::flags(array_slice($this->call->arguments, 1) + [true, true, true]);
    }

    /**
     * These gateways get this body.
     *
     * @param list<string> $gateways
     */
    public function to(array $gateways, string $body): array
    {
        return $this->sent(array_fill_keys($gateways, $this->frame($body)), []);
    }

    /** What is wrong with an answer, in the words of the log: it is of another command, or bytes follow it. */
    public function faultOf(string $answer): ?string
    {
        $asked = self::COMMANDS[$this->call->method] ?? 0;
        $frame = Frames::take($answer);
        $cmd = $frame === null ? null : Frames::cmd($frame);
        $name = static fn(int $cmd): string => ucfirst((string)array_search($cmd, self::COMMANDS, true)) . " ($cmd)";
        return match (true) {
            $cmd === null => null,
            $cmd !== $asked => "an answer to {$name($asked)} was expected, one to {$name($cmd)} arrived",
            $answer !== '' => strlen($answer) . ' bytes followed the answer',
            default => null,
        };
    }

    /**
     * Gateways that are all asked and do not answer as they should.
     *
     * @param array<string, string> $faults gateway => why in the log
     * @param string $frame in hex
     */
    public function faulty(array $faults, string $frame): array
    {
        $class = 'NetsvrBusiness\Exception\SocketReceiveException';
        $gateways = array_keys($faults);
        $log = array_map(fn(string $addr): array => $this->line('info', "connect to $addr ok."), $gateways);
        foreach ($faults as $addr => $why) {
            $log[] = $this->line('info', "close connection $addr ok.");
            $log[] = $this->line('error', "receive from $addr failed.\n0 --> $why\nThrowable: $class");
        }
        $cmd = ucfirst($this->call->method);
        return [
            'exception' => [
                'class' => $class,
                'message' => "call Cmd::$cmd failed because the connection to the netsvr was disconnected",
                'code' => 0,
            ],
            'frames' => array_fill_keys($gateways, [$frame]),
            'conns' => array_fill_keys($gateways, [1]),
            'log' => $log,
        ];
    }

    /** The frame of a call whose body is its data, or nothing; null for other calls. */
    public static function plainFrame(array $call): ?string
    {
        $command = self::COMMANDS[$call['method']] ?? null;
        return match (true) {
            $command === null => null,
            $call['method'] === 'broadcast' => Frames::pack($command, self::data(1, $call['args'][0])),
            in_array($call['args'], [[], [null]], true) => Frames::pack($command),
            default => null,
        };
    }

    /** A null or an array within the lists of the call: TypeError that names argument, index and key. */
    public function refusedElement(): array
    {
        [$position, $name] = $this->call->listArgument();
        [$index, $element] = $this->call->refusedElement();
        return self::thrown('TypeError', sprintf(
            'NetsvrBusiness\NetBus::%s(): Argument #%d ($%s) must be a list of strings, %s given at index %s',
            $this->call->method,
            $position + 1,
            $name,
            get_debug_type($element),
            is_int($index) ? $index : "\"$index\""
        ));
    }

    /** As many data as ids, or exactly one id: anything else is a ValueError that names both counts. */
    public function unequalBulk(): array
    {
        $params = $this->call->arguments[0];
        $ids = $this->call->bulkKey();
        return self::thrown('ValueError', sprintf(
            'NetsvrBusiness\NetBus::%s(): Argument #1 ($params) must hold as many data as %s, or exactly one %s, '
            . '%d %s and %d data given',
            $this->call->method,
            $ids,
            substr($ids, 0, -1),
            count((array)$params[$ids]),
            $ids,
            count((array)$params['data'])
        ));
    }

    public static function thrown(string $class, string $message): array
    {
        return [
            'exception' => ['class' => $class, 'message' => $message, 'code' => 0],
            'frames' => [], 'conns' => [], 'diagnostics' => [], 'log' => [],
        ];
    }

    /** A line of the log of the task sockets. */
    public function line(string $level, string $text): array
    {
        return [$level, $this->prefix . $text];
    }

    /**
     * Where addresses, perhaps by name, listen.
     *
     * @param list<string> $addrs
     * @return list<string>
     */
    public static function resolvedAll(array $addrs): array
    {
        return array_map(self::resolved(...), $addrs);
    }

    /** Where an address, perhaps by name, listens. */
    public static function resolved(string $addr): string
    {
        $port = (string)strrchr($addr, ':');
        return gethostbyname(substr($addr, 0, -strlen($port))) . $port;
    }

    private function frame(string $body): string
    {
        return Frames::pack(self::COMMANDS[$this->call->method], $body);
    }

    /** @param list<int> $share indexes of the ids that this gateway gets */
    private function body(array $ids, array $share): string
    {
        $listed = self::strings(1, array_map(static fn(int $index): string => $ids[$index], $share));
        $arguments = $this->call->arguments;
        return match ($this->call->method) {
            'multicast', 'forceOffline' => $listed . self::data(2, $arguments[1] ?? ''),
            'forceOfflineGuest' => $listed
                . (($arguments[2] ?? 0) !== 0 ? "\x10" . self::varint($arguments[2]) : '')
                . self::data(3, $arguments[1] ?? ''),
            'checkOnline' => $listed,
            'connInfo' => $listed . self::flags(array_slice($arguments, 1) + [true, true, true]),
            'singleCast' => self::data(1, $ids[0]) . self::data(2, $arguments[1]),
            'topicSubscribe', 'topicUnsubscribe' => self::data(1, $ids[0])
                . self::strings(2, array_map(strval(...), (array)$arguments[1])) . self::data(3, $arguments[2] ?? ''),
            'singleCastBulk' => $listed . self::strings(2, $this->bulkData($share)),
            'connInfoUpdate', 'connInfoDelete' => Values::decode($arguments[0])->serializeToString(),
        };
    }

    /** The data under the keys of the ids; of a single id, and of data under ids, by position. */
    private function bulkData(array $share): array
    {
        $params = $this->call->arguments[0];
        $twoLists = $this->call->isTwoLists();
        $data = (array)($twoLists ? $params['data'] : $params);
        $ids = $twoLists ? (array)$params['uniqIds'] : [];
        if ($twoLists && count($ids) === 1) {
            return array_map(strval(...), array_values($data));
        }
        $keys = array_keys($twoLists && !array_is_list($ids) ? $ids : $data);
        return array_map(static fn(int $index): string => (string)$data[$keys[$index]], $share);
    }

    /** @return array{string, string} */
    private function strangersLine(array $strangers, int $total): array
    {
        return $this->line('warning', sprintf(
            '%s: %d of %d uniqIds belong to no configured gateway and were skipped: %s',
            $this->call->method,
            count($strangers),
            $total,
            $strangers[0]
        ));
    }

    /**
     * @param array<string, string> $frames by address, in the order of sending
     * @param list<array> $log what stands before the connects
     */
    private function sent(array $frames, array $log): array
    {
        foreach (array_keys($frames) as $addr) {
            $log[] = $this->line('info', "connect to $addr ok.");
        }
        foreach (array_intersect($this->gateways, array_keys($frames)) as $addr) {
            $log[] = $this->line('info', "close connection $addr ok.");
        }
        $arrived = array_combine(array_map(self::resolved(...), array_keys($frames)), $frames);
        return [
            'result' => null,
            'frames' => array_map(static fn(string $frame): array => [bin2hex($frame)], $arrived),
            'conns' => array_map(static fn(): array => [1], $arrived),
            'diagnostics' => [],
            'log' => $log,
        ];
    }

    private static function owner(array $gateways, string $uniqId): ?string
    {
        foreach ($gateways as $addr) {
            [$ip, $port] = explode(':', self::resolved($addr));
            if (substr($uniqId, 0, 12) === bin2hex(inet_pton($ip) . pack('n', $port))) {
                return $addr;
            }
        }
        return null;
    }

    /** The flags of ConnInfoReq from those of connInfo(): whether to tell customerId, session and topics. */
    private static function flags(array $wanted): string
    {
        [$customerId, $session, $topics] = $wanted;
        return ($session ? "\x10\x01" : '') . ($customerId ? "\x18\x01" : '') . ($topics ? "\x20\x01" : '');
    }

    /** @param list<string> $values */
    private static function strings(int $field, array $values): string
    {
        return implode('', array_map(
            static fn(string $value): string => chr($field << 3 | 2) . self::varint(strlen($value)) . $value,
            array_values($values)
        ));
    }

    private static function data(int $field, string $value): string
    {
        return $value === '' ? '' : self::strings($field, [$value]);
    }

    private static function varint(int $value): string
    {
        $bytes = '';
        while (($value & ~0x7f) !== 0) {
            $bytes .= chr($value & 0x7f | 0x80);
            // a shift that brings no sign bits in
            $value = $value >> 7 & PHP_INT_MAX >> 6;
        }
        return $bytes . chr($value);
    }
}
