<?php
/*
 * What a NetBus call that carries ids must put on the wire and into the log, worked out from the call's
 * arguments and the gateways alone, for the ledger. Written from the protocol and from the list of deliberate
 * differences; shares no code with the extension.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

use NetsvrTests\Support\Frames;

final class Expectation
{
    private const COMMANDS = [
        'connInfoUpdate' => 900002001, 'multicast' => 900002004, 'singleCast' => 900002006,
        'singleCastBulk' => 900002007, 'topicSubscribe' => 900002010, 'topicUnsubscribe' => 900002011,
        'forceOffline' => 900002015, 'forceOfflineByCustomerId' => 900002016, 'forceOfflineGuest' => 900002017,
        'checkOnline' => 900003003, 'connInfo' => 900003015,
    ];
    private const PREFIX = 'TaskSocket#1 ';

    private string $method;
    private array $arguments;

    public function __construct(private array $case)
    {
        $this->method = $case['call']['method'];
        $this->arguments = array_map(
            static fn(mixed $argument): mixed => isset($argument['$msg']) ? $argument : Values::decode($argument),
            $case['call']['args']
        );
    }

    /** One gateway: it gets everything. Several: each gets the ids of its prefix, the others are reported. */
    public function routedByUniqId(): array
    {
        $gateways = $this->case['gateways'];
        $ids = $this->uniqIds();
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
            fn(array $share): string => Frames::pack(self::COMMANDS[$this->method], $this->body($ids, $share)),
            $shares
        );
        $log = $strangers === [] ? [] : [$this->strangersLine($strangers, count($ids))];
        return self::sent($frames, $gateways, $log);
    }

    /** Every gateway gets the same frame; a single customerId is a list of one. */
    public function broadcastByCustomerId(): array
    {
        $ids = array_map(strval(...), (array)$this->arguments[0]);
        $body = self::strings(1, $ids) . self::data(2, $this->arguments[1] ?? '');
        $frame = Frames::pack(self::COMMANDS[$this->method], $body);
        return self::sent(array_fill_keys($this->case['gateways'], $frame), $this->case['gateways'], []);
    }

    /** A null or an array within the lists of the call: TypeError that names argument, index and key. */
    public function refusedElement(): array
    {
        [$position, $name] = match (true) {
            str_contains($this->method, 'Bulk') => [0, 'params'],
            in_array($this->method, ['topicSubscribe', 'topicUnsubscribe'], true) => [1, 'topics'],
            str_starts_with($this->method, 'topic') => [0, 'topics'],
            str_ends_with($this->method, 'ByCustomerId') => [0, 'customerIds'],
            default => [0, 'uniqIds'],
        };
        foreach ($this->arguments[$position] as $index => $element) {
            if ($element === null || is_array($element)) {
                $at = is_int($index) ? $index : "\"$index\"";
                $type = get_debug_type($element);
                return self::thrown('TypeError', sprintf(
                    'NetsvrBusiness\NetBus::%s(): Argument #%d ($%s) must be a list of strings, %s given at index %s',
                    $this->method,
                    $position + 1,
                    $name,
                    $type,
                    $at
                ));
            }
        }
        throw new \LogicException("{$this->case['name']} has no element to refuse");
    }

    /** As many data as ids, or exactly one id: anything else is a ValueError that names both counts. */
    public function unequalBulk(): array
    {
        $params = $this->arguments[0];
        $ids = current(array_intersect(['uniqIds', 'customerIds', 'topics'], array_keys($params)));
        return self::thrown('ValueError', sprintf(
            'NetsvrBusiness\NetBus::%s(): Argument #1 ($params) must hold as many data as %s, or exactly one %s, '
            . '%d %s and %d data given',
            $this->method,
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

    /** @return list<string> */
    private function uniqIds(): array
    {
        $first = $this->arguments[0];
        if ($this->method === 'connInfoUpdate') {
            return [array_column($first['set'], 1, 0)['UniqId'] ?? ''];
        }
        if ($this->method === 'singleCastBulk') {
            $first = isset($first['uniqIds'], $first['data']) ? $first['uniqIds'] : array_keys($first);
        }
        return array_map(strval(...), array_values((array)$first));
    }

    /** @param list<int> $share indexes of the ids that this gateway gets */
    private function body(array $ids, array $share): string
    {
        $listed = self::strings(1, array_map(static fn(int $index): string => $ids[$index], $share));
        $arguments = $this->arguments;
        return match ($this->method) {
            'multicast', 'forceOffline' => $listed . self::data(2, $arguments[1] ?? ''),
            'forceOfflineGuest' => $listed
                . (($arguments[2] ?? 0) > 0 ? "\x10" . self::varint($arguments[2]) : '')
                . self::data(3, $arguments[1] ?? ''),
            'checkOnline' => $listed,
            'connInfo' => $listed . "\x10\x01\x18\x01\x20\x01",
            'singleCast' => self::data(1, $ids[0]) . self::data(2, $arguments[1]),
            'topicSubscribe', 'topicUnsubscribe' => self::data(1, $ids[0])
                . self::strings(2, (array)$arguments[1]) . self::data(3, $arguments[2] ?? ''),
            'singleCastBulk' => $listed . self::strings(2, $this->bulkData($share)),
            'connInfoUpdate' => '',
        };
    }

    /** The data under the keys of the ids; of a single id, and of data under ids, by position. */
    private function bulkData(array $share): array
    {
        $params = $this->arguments[0];
        $twoLists = isset($params['uniqIds'], $params['data']);
        $data = (array)($twoLists ? $params['data'] : $params);
        $keys = array_keys($twoLists && count((array)$params['uniqIds']) > 1 ? (array)$params['uniqIds'] : $data);
        return array_map(static fn(int $index): string => $data[$keys[$index]], $share);
    }

    /** @return array{string, string} */
    private function strangersLine(array $strangers, int $total): array
    {
        return ['warning', sprintf(
            '%s%s: %d of %d uniqIds belong to no configured gateway and were skipped: %s',
            self::PREFIX,
            $this->method,
            count($strangers),
            $total,
            $strangers[0]
        )];
    }

    /**
     * @param array<string, string> $frames by address, in the order of sending
     * @param list<array> $log what stands before the connects
     */
    private static function sent(array $frames, array $gateways, array $log): array
    {
        foreach (array_keys($frames) as $addr) {
            $log[] = ['info', self::PREFIX . "connect to $addr ok."];
        }
        foreach (array_intersect($gateways, array_keys($frames)) as $addr) {
            $log[] = ['info', self::PREFIX . "close connection $addr ok."];
        }
        return [
            'result' => null,
            'frames' => array_map(static fn(string $frame): array => [bin2hex($frame)], $frames),
            'conns' => array_map(static fn(): array => [1], $frames),
            'diagnostics' => [],
            'log' => $log,
        ];
    }

    private static function owner(array $gateways, string $uniqId): ?string
    {
        foreach ($gateways as $addr) {
            [$ip, $port] = explode(':', $addr);
            if (substr($uniqId, 0, 12) === bin2hex(inet_pton($ip) . pack('n', $port))) {
                return $addr;
            }
        }
        return null;
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
        for (; $value > 0x7f; $value >>= 7) {
            $bytes .= chr($value & 0x7f | 0x80);
        }
        return $bytes . chr($value);
    }
}
