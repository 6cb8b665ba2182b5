<?php
/*
 * What a recorded call hands over, looked at as the deliberate differences do: its list of ids or topics, the shape of
 * a bulk, whether all of it is of the types that the signature asks for. Expects nothing.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class Call
{
    private const BY_UNIQ_ID = [
        'multicast', 'forceOffline', 'forceOfflineGuest', 'checkOnline', 'connInfo', 'singleCast', 'singleCastBulk',
        'topicSubscribe', 'topicUnsubscribe', 'connInfoUpdate', 'connInfoDelete',
    ];
    private const ID_LISTS = ['multicast', 'forceOffline', 'forceOfflineGuest', 'checkOnline', 'connInfo'];
    private const BULK_KEYS = [
        'singleCastBulk' => 'uniqIds', 'singleCastBulkByCustomerId' => 'customerIds', 'topicPublishBulk' => 'topics',
    ];

    /** Methods that need more than one argument. */
    private const NEEDS_TWO = [
        'multicast', 'multicastByCustomerId', 'singleCast', 'topicSubscribe', 'topicUnsubscribe', 'topicPublish',
    ];

    public readonly string $method;
    /** By position; by name where they were given so. */
    public readonly array $arguments;

    public function __construct(private array $case)
    {
        $this->method = $case['call']['method'];
        $arguments = $case['call']['args'];
        $this->arguments = isset($arguments['$map'])
            ? Values::decode($arguments)
            : array_map(static fn(mixed $one): mixed => isset($one['$msg']) ? $one : Values::decode($one), $arguments);
    }

    public function isBulk(): bool
    {
        return isset(self::BULK_KEYS[$this->method]);
    }

    /** The key of a bulk's ids in the shape of two lists. */
    public function bulkKey(): string
    {
        return self::BULK_KEYS[$this->method];
    }

    /** A bulk in the shape of two lists, not of data by id. */
    public function isTwoLists(): bool
    {
        return $this->isBulk() && isset($this->arguments[0][$this->bulkKey()], $this->arguments[0]['data']);
    }

    /** @return array{int, string}|null position and name of the argument that holds a list of strings */
    public function listArgument(): ?array
    {
        return match (true) {
            $this->isBulk() => [0, 'params'],
            in_array($this->method, ['topicSubscribe', 'topicUnsubscribe'], true) => [1, 'topics'],
            str_starts_with($this->method, 'topic') => [0, 'topics'],
            in_array($this->method, self::ID_LISTS, true) => [0, 'uniqIds'],
            in_array($this->method, ['multicastByCustomerId', 'forceOfflineByCustomerId', 'connInfoByCustomerId'], true)
                => [0, 'customerIds'],
            default => null,
        };
    }

    /** @return array{int|string, mixed}|null index and value of the first null or array in its list */
    public function refusedElement(): ?array
    {
        $list = $this->arguments[$this->listArgument()[0] ?? -1] ?? null;
        if (!is_array($list) || isset($list['$msg']) || $this->isTwoLists() || $this->hasTooFew()) {
            return null;
        }
        foreach ($list as $index => $element) {
            if ($element === null || is_array($element)) {
                return [$index, $element];
            }
        }
        return null;
    }

    /** Goes to the gateways of the uniqIds in it, and its arguments are what they have to be. */
    public function goesByUniqId(): bool
    {
        return $this->isTypedByUniqId() && self::areTexts([...$this->uniqIds(), ...$this->topicsOfUniqId()]);
    }

    /** The same, but for a uniqId that is not UTF-8. */
    public function hasUniqIdOfOtherBytes(): bool
    {
        return $this->isTypedByUniqId() && !self::areTexts($this->uniqIds());
    }

    private function isTypedByUniqId(): bool
    {
        if (!in_array($this->method, self::BY_UNIQ_ID, true) || !isset($this->arguments[0]) || $this->hasTooFew()) {
            return false;
        }
        [$first, $second, $third] = $this->arguments + [1 => '', 2 => null];
        $typed = match ($this->method) {
            'connInfoUpdate', 'connInfoDelete' => strcasecmp($first['$msg'] ?? '', $this->method) === 0,
            'singleCast' => is_string($first) && isset($this->arguments[1]) && is_string($second),
            'topicSubscribe', 'topicUnsubscribe' => is_string($first) && (is_string($second) || is_array($second))
                && is_string($third ?? ''),
            'singleCastBulk' => is_array($first),
            'multicast', 'forceOffline' => is_string($second),
            'forceOfflineGuest' => is_string($second) && is_int($third ?? 0),
            default => true,
        };
        return $typed && $this->refusedElement() === null && (is_string($first) || is_array($first));
    }

    /** @return list<string> */
    private function topicsOfUniqId(): array
    {
        return str_starts_with($this->method, 'topic')
            ? array_map(strval(...), array_values((array)$this->arguments[1]))
            : [];
    }

    /** @param list<string> $values */
    private static function areTexts(array $values): bool
    {
        return array_filter($values, static fn(string $value): bool => preg_match('~~u', $value) !== 1) === [];
    }

    /** @return list<string> the uniqIds of a call that goes by them */
    public function uniqIds(): array
    {
        $first = $this->arguments[0];
        if (isset($first['$msg'])) {
            return [array_column($first['set'], 1, 0)['UniqId'] ?? ''];
        }
        if ($this->isBulk()) {
            $first = $this->isTwoLists() ? $first[$this->bulkKey()] : array_keys($first);
        }
        return array_map(strval(...), array_values((array)$first));
    }

    /** Has an element that is none but can be one: an int, a float, a bool. */
    public function hasOtherScalars(): bool
    {
        $first = $this->arguments[0];
        if ($this->isBulk()) {
            $first = $this->isTwoLists() ? $first[$this->bulkKey()] : array_keys($first);
        }
        return !isset($first['$msg']) && array_filter((array)$first, is_string(...)) !== (array)$first;
    }

    private function hasTooFew(): bool
    {
        return in_array($this->method, self::NEEDS_TWO, true) && !array_key_exists(1, $this->arguments);
    }

    /** A question, which the gateway answers. */
    public function isQuery(): bool
    {
        return preg_match('~^(checkOnline|connInfo|connInfoByCustomerId|metrics|limit|.*(List|Count))$~', $this->method) === 1;
    }
}
