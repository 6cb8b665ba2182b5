<?php
/*
 * What the gateways know of the subscribers of topics, gateway by gateway: one that does not answer is not in the
 * result, and says nothing of its clients.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Extension;

/** @internal */
final class TopicSubscribers
{
    /** Topics in one question: what a gateway takes in one frame is 2 MB. */
    private const IN_ONE = 5000;
    /** First characters of a uniqId, which name its gateway. */
    private const GATEWAY = 12;

    /**
     * Connections by their gateways. With one gateway alone it has all, whatever it is called.
     *
     * @param list<string> $uniqIds
     * @return array<array-key, list<string>>
     */
    public function byGateway(array $uniqIds): array
    {
        $gateways = self::addresses();
        if (count($gateways) === 1) {
            return $uniqIds === [] ? [] : [reset($gateways) => $uniqIds];
        }
        $by = [];
        foreach ($uniqIds as $uniqId) {
            $by[substr($uniqId, 0, self::GATEWAY)][] = $uniqId;
        }
        return $by;
    }

    /** How many gateways there are. */
    public function gateways(): int
    {
        return count(self::addresses());
    }

    /**
     * Whether all gateways have answered, and count as many subscribers of a topic as there are of these connections.
     *
     * @param array<array-key, array<array-key, int>> $counts as counts() gives them
     * @param list<string> $uniqIds
     */
    public function agree(array $counts, string $topic, array $uniqIds): bool
    {
        $expected = array_map(count(...), $this->byGateway($uniqIds));
        foreach ($counts as $gateway => $topics) {
            if (($topics[$topic] ?? 0) !== ($expected[$gateway] ?? 0)) {
                return false;
            }
        }
        return count($counts) === $this->gateways() && array_diff_key($expected, $counts) === [];
    }

    /**
     * How many subscribers topics have. Topics that a gateway does not know are left out.
     *
     * @param list<string> $topics
     * @return array<array-key, array<array-key, int>> by gateway, of those that have answered, and topic
     */
    public function counts(array $topics): array
    {
        return $this->ask($topics, NetBus::topicUniqIdCount(...), 'count');
    }

    /**
     * Which subscribers topics have. Topics that a gateway does not know are left out.
     *
     * @param list<string> $topics
     * @return array<array-key, array<array-key, list<string>>> by gateway, of those that have answered, and topic
     */
    public function lists(array $topics): array
    {
        return $this->ask($topics, NetBus::topicUniqIdList(...), 'uniqIds');
    }

    /**
     * All topics that begin so.
     *
     * @return array<array-key, list<string>> by gateway, of those that have answered
     */
    public function topics(string $begin): array
    {
        $topics = [];
        foreach (self::answered(NetBus::topicList(...)) as $gateway => $answer) {
            $all = is_array($answer) ? $answer['topics'] : iterator_to_array($answer->getTopics());
            $topics[$gateway] = array_values(array_filter(
                $all,
                static fn(string|int $topic): bool => str_starts_with((string)$topic, $begin)
            ));
        }
        return $topics;
    }

    /**
     * Which of the connections are there, of the gateways that answer.
     *
     * @param list<string> $uniqIds
     * @return list<string>
     */
    public function online(array $uniqIds): array
    {
        $online = [];
        foreach (array_chunk($uniqIds, self::IN_ONE) as $chunk) {
            try {
                $answer = NetBus::checkOnline($chunk);
            } catch (SocketReceiveException $exception) {
                $answer = $exception->getPartialResult() ?? [];
            }
            array_push($online, ...(is_object($answer) ? array_filter($chunk, $answer->has(...)) : $answer));
        }
        return $online;
    }

    /** The gateway with this address, as it is called in results; null when there is none. */
    public function gateway(string $taskAddr): int|string|null
    {
        return self::addresses()[$taskAddr] ?? null;
    }

    /** @return array<array-key, int> how many connections there are, by gateway, of those that have answered */
    public function connectionCounts(): array
    {
        return array_map(
            static fn(array|object $answer): int => is_array($answer) ? $answer['count'] : $answer->getCount(),
            self::answered(NetBus::uniqIdCount(...))
        );
    }

    /** @return array<array-key, list<string>> the uniqIds of all connections, by gateway, of those that have answered */
    public function connections(): array
    {
        return array_map(
            static fn(array|object $answer): array => is_array($answer)
                ? $answer['uniqIds']
                : iterator_to_array($answer->getUniqIds()),
            self::answered(NetBus::uniqIdList(...))
        );
    }

    /**
     * @param list<string> $topics
     * @param callable(list<string>): mixed $query
     */
    private function ask(array $topics, callable $query, string $what): array
    {
        $result = null;
        foreach (array_chunk($topics, self::IN_ONE) as $chunk) {
            $answers = [];
            foreach (self::answered(static fn(): mixed => $query($chunk)) as $gateway => $answer) {
                $answers[$gateway] = self::items($answer, $what);
            }
            // a gateway that is silent once is silent
            $result = $result === null ? $answers : array_intersect_key($result, $answers);
            foreach ($result as $gateway => $items) {
                $result[$gateway] = $items + $answers[$gateway];
            }
        }
        return $result ?? [];
    }

    /** @return array<array-key, mixed> by topic */
    private static function items(array|object $answer, string $what): array
    {
        if (is_array($answer)) {
            return array_column($answer['items'], $what, 'topic');
        }
        $items = [];
        foreach ($answer->getItems() as $topic => $item) {
            $items[$topic] = is_object($item) ? iterator_to_array($item->getUniqIds()) : $item;
        }
        return $items;
    }

    /**
     * The answers of those gateways that give one.
     *
     * @param callable(): mixed $query
     * @return array<array-key, mixed> by gateway
     */
    private static function answered(callable $query): array
    {
        try {
            $answers = $query();
        } catch (SocketReceiveException $exception) {
            $answers = $exception->getPartialResult();
        }
        $gateways = self::addresses();
        $result = [];
        // API 8 gives a message for each gateway, API 4 an array
        foreach (is_object($answers) ? $answers->data : $answers ?? [] as $address => $answer) {
            $address = is_array($answer) ? $answer['workerAddr'] : $address;
            $result[(string)($gateways[$address] ?? $address)] = $answer;
        }
        return $result;
    }

    /** @return array<array-key, array-key> what the uniqIds of their clients begin with, by the addresses of the gateways */
    private static function addresses(): array
    {
        $gateways = [];
        foreach (Container::getInstance()->get(TaskSocketMangerInterface::class)->getSockets() as $begin => $socket) {
            $gateways[Extension::isApi8() ? $socket->getAddr() : $socket->getWorkerAddr()] = $begin;
        }
        return $gateways;
    }
}
