<?php
/*
 * The calls of a Caller that ask, put so that hardly another answer than their own fits, and what is right.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\NetBus;

trait Questions
{
    private function checkOnline(): void
    {
        $asked = $this->someClients();
        $uniqIds = self::uniqIds($asked);
        $unknown = array_map(static fn(string $uniqId): string => substr($uniqId, 0, 12) . 'nobody', $uniqIds);
        $question = $this->random->shuffleArray([...$uniqIds, ...$unknown]);
        $answer = $this->ask('checkOnline', fn() => NetBus::checkOnline($question));
        if ($answer === null) {
            return;
        }
        $certain = self::uniqIds(array_filter($asked, static fn(array $it): bool => $it[0]->keepsItsClients()));
        $missing = array_diff($certain, $answer);
        $foreign = array_diff($answer, $uniqIds);
        $isEachOnce = count(array_unique($answer)) === count($answer);
        $this->right('checkOnline', $missing === [] && $foreign === [] && $isEachOnce, $answer);
    }

    private function connInfo(): void
    {
        $asked = $this->someClients();
        [$customerId, $session, $topics] = [$this->chance(50), $this->chance(50), $this->chance(50)];
        $call = fn() => NetBus::connInfo(self::uniqIds($asked), $customerId, $session, $topics);
        $answer = $this->ask('connInfo', $call);
        if ($answer === null) {
            return;
        }
        $right = array_diff(array_keys($answer), self::uniqIds($asked)) === [];
        foreach ($asked as [$gateway, $client]) {
            if ($gateway->keepsItsClients()) {
                $info = $answer[$gateway->uniqIds[$client]] ?? null;
                $right = $right && $info !== null
                    && $info['customerId'] === ($customerId ? $gateway->customerId($client) : '')
                    && ($session ? $this->isSession($gateway, $client, $info['session']) : $info['session'] === '')
                    && ($topics ? self::sameTopics($gateway, $client, $info['topics']) : $info['topics'] === []);
            }
        }
        $this->right('connInfo', $right, $answer);
    }

    private function connInfoByCustomerId(): void
    {
        if (($asked = $this->someCustomers()) === []) {
            return;
        }
        $answer = $this->ask('connInfoByCustomerId', fn() => NetBus::connInfoByCustomerId(self::customerIds($asked)));
        if ($answer === null) {
            return;
        }
        $right = count($answer) === count($asked);
        foreach ($asked as [$gateway, $client]) {
            $infos = $answer[$gateway->customerId($client)] ?? [];
            $right = $right && count($infos) === 1 && $infos[0]['uniqId'] === $gateway->uniqIds[$client]
                && $this->isSession($gateway, $client, $infos[0]['session'])
                && self::sameTopics($gateway, $client, $infos[0]['topics']);
        }
        $this->right('connInfoByCustomerId', $right, $answer);
    }

    private function topicQuestion(): void
    {
        $asked = [];
        foreach ($this->bound as $gateway) {
            foreach ($gateway->topics() as $number => $topic) {
                if ($this->chance(50)) {
                    $asked[] = [$gateway, $number, $topic];
                }
            }
        }
        if ($asked === []) {
            return;
        }
        $names = array_column($asked, 2);
        [$method, $of, $customers] = $this->random->shuffleArray([
            ['topicUniqIdList', static fn(array $item): array => $item['uniqIds'], false],
            ['topicUniqIdCount', static fn(array $item): int => $item['count'], false],
            ['topicCustomerIdList', static fn(array $item): array => $item['customerIds'], true],
            ['topicCustomerIdCount', static fn(array $item): int => $item['count'], true],
            [
                'topicCustomerIdToUniqIdsList',
                static fn(array $item): array => array_merge(...array_column($item['items'], 'uniqIds')),
                false,
            ],
        ])[0];
        $answer = $this->ask($method, fn() => [NetBus::class, $method]($names));
        if ($answer === null) {
            return;
        }
        $expected = [];
        foreach ($asked as [$gateway, $number, $topic]) {
            if ($gateway->keepsItsClients()) {
                $clients = $gateway->clientsOf($number);
                $name = static fn(int $it): string => $customers ? $gateway->customerId($it) : $gateway->uniqIds[$it];
                $list = array_map($name, $clients);
                sort($list);
                $expected[$gateway->workerAddr][$topic] = str_ends_with($method, 'Count') ? count($list) : $list;
            }
        }
        $given = [];
        foreach ($answer as ['workerAddr' => $workerAddr, 'items' => $items]) {
            foreach ($items as $item) {
                $list = $of($item);
                is_array($list) && sort($list);
                $given[$workerAddr][$item['topic']] = $list;
            }
        }
        $this->right($method, $given == $expected && $this->isEachOnce($answer), $answer);
    }

    /** What does not depend on what is asked. */
    private function listQuestion(): void
    {
        $methods = ['uniqIdList', 'uniqIdCount', 'customerIdList', 'customerIdCount', 'topicList', 'metrics', 'limit'];
        $method = $this->random->shuffleArray($methods)[0];
        $isPartial = $this->chance(40);
        ini_set('netsvr.on_query_failure', $isPartial ? 'partial' : 'throw');
        $answer = $this->ask($method, fn() => [NetBus::class, $method]());
        ini_set('netsvr.on_query_failure', 'throw');
        if ($answer === null) {
            if ($isPartial) {
                $this->record->problem("$this->name: $method of {$this->kinds()} has failed instead of giving what there is");
            }
            return;
        }
        $right = $method === 'metrics' || ($isPartial ? $this->isMostOnce($answer) : $this->isEachOnce($answer));
        foreach ($answer as $part) {
            $gateway = array_column($this->bound, null, 'workerAddr')[$part['workerAddr']] ?? null;
            $right = $right && $gateway !== null && (!$gateway->keepsItsClients() || match ($method) {
                'uniqIdList' => self::sameSet($part['uniqIds'], $gateway->uniqIds),
                'customerIdList' => self::sameSet(
                    $part['customerIds'],
                    array_map($gateway->customerId(...), array_keys($gateway->uniqIds))
                ),
                'uniqIdCount', 'customerIdCount' => $part['count'] === count($gateway->uniqIds),
                'topicList' => array_diff($gateway->topics(), $part['topics']) === [],
                'metrics' => $part['item'] > 0 && $part['count'] >= 0,
                'limit' => $part['onMessage'] > 0,
            });
        }
        $this->right($method, $right, $answer);
    }

    /** A topic that nobody else knows. */
    private function ownTopic(): void
    {
        if (($client = $this->ownClient()) === null) {
            return;
        }
        [$gateway, $number] = $client;
        $uniqId = $gateway->uniqIds[$number];
        $topic = "of $this->name: " . $this->messages;
        [$id, $data] = $this->message();
        $this->send('topicSubscribe', [$id => [$client]], fn() => NetBus::topicSubscribe($uniqId, $topic, $data));
        $answer = $this->ask('topicUniqIdList', fn() => NetBus::topicUniqIdList($topic));
        if ($answer !== null) {
            $items = array_merge(...array_column($answer, 'items'));
            // On another connection the question may have come first.
            $right = $items === [] || $items === [['topic' => $topic, 'uniqIds' => [$uniqId]]];
            $this->right('topicUniqIdList', $right && $this->isEachOnce($answer), $answer);
        }
        [$id, $data] = $this->message();
        $this->send('topicUnsubscribe', [$id => [$client]], fn() => NetBus::topicUnsubscribe($uniqId, $topic, $data));
    }

    private function ownSession(): void
    {
        if (($client = $this->ownClient()) === null) {
            return;
        }
        [$gateway, $number] = $client;
        $uniqId = $gateway->uniqIds[$number];
        $this->sessions[$uniqId] = ($this->sessions[$uniqId] ?? 0) + 1;
        [$id, $data] = $this->message();
        $update = (new ConnInfoUpdate())->setUniqId($uniqId)->setData($data)
            ->setNewSession($gateway->session($number, $this->sessions[$uniqId]));
        $this->send('connInfoUpdate', [$id => [$client]], fn() => NetBus::connInfoUpdate($update));
        $answer = $this->ask('connInfo', fn() => NetBus::connInfo($uniqId));
        if ($answer !== null) {
            $right = array_keys($answer) === [$uniqId];
            $right = $right && $this->isSession($gateway, $number, $answer[$uniqId]['session']);
            $this->right('connInfo', $right, $answer);
        }
    }

    /** Whether it is a session of that client; of our own clients, one that was set, none older than seen before. */
    private function isSession(Gateway $gateway, int $client, string $session): bool
    {
        $count = (int)$session;
        if ($session !== $gateway->session($client, $count)) {
            return false;
        }
        $uniqId = $gateway->uniqIds[$client];
        if ($client % $this->callers !== $this->index) {
            return true;
        }
        // An update that was on its way over a connection given up may still come: it was never told as sent.
        $right = $count >= ($this->seen[$uniqId] ?? 0) && $count <= ($this->sessions[$uniqId] ?? 0);
        $this->seen[$uniqId] = max($count, $this->seen[$uniqId] ?? 0);
        return $right || $gateway->kind === Gateway::SCRIPTED && $count <= ($this->sessions[$uniqId] ?? 0);
    }

    private static function sameTopics(Gateway $gateway, int $client, array $topics): bool
    {
        $own = static fn(string $topic): bool => !str_starts_with($topic, 'of ');
        return self::sameSet(array_filter($topics, $own), $gateway->topicsOf($client));
    }

    private static function sameSet(array $one, array $other): bool
    {
        sort($one);
        sort($other);
        return $one === $other;
    }

    /** No gateway twice, and all that answer whatever happens. */
    private function isMostOnce(array $answer): bool
    {
        $given = array_column($answer, 'workerAddr');
        $reliable = array_filter($this->bound, static fn(Gateway $gateway): bool => $gateway->isReliable());
        $missing = array_diff(array_column($this->bound, 'workerAddr'), $given);
        $this->figures['partial'] += $missing === [] ? 0 : 1;
        return count(array_unique($given)) === count($given)
            && array_diff($given, array_column($this->bound, 'workerAddr')) === []
            && array_intersect($missing, array_column($reliable, 'workerAddr')) === [];
    }

    private function isEachOnce(array $answer): bool
    {
        return self::sameSet(array_column($answer, 'workerAddr'), array_column($this->bound, 'workerAddr'));
    }
}
