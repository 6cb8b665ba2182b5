<?php
/*
 * Makes calls of all kinds, chosen by chance, and holds every answer against what is true: a question is put so that
 * hardly another answer than its own fits. Messages have ids of their own. What failed is counted; what may not fail,
 * takes too long, or has the wrong answer, is a problem.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Container;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Setup;
use Random\Randomizer;
use stdClass;
use Throwable;

final class Caller
{
    /** Seconds for connecting, and for sending and receiving. */
    public const TIMEOUT = 1;
    /** How a record of such a message begins. */
    public const BROADCAST = 'broadcast';
    /** Both, twice, as a request is repeated once; and a second that a busy machine may take. */
    private const LATEST = 4 * self::TIMEOUT + 1.0;

    /** @var list<Gateway> those that NetBus is bound to */
    private array $bound = [];
    private int $messages = 0;
    /** @var array<string, int> how often the session of a client of ours has been set */
    private array $sessions = [];
    /** @var array<string, int> the count last seen in an answer */
    private array $seen = [];
    /** The kind of call that has just failed: the next one asks for the same, as whoever tries again does. */
    private ?int $again = null;
    private bool $hasFailed = false;
    private array $figures = ['calls' => 0, 'failed' => 0, 'slowest' => 0.0, 'failures' => []];

    /**
     * @param int $index which of the callers this is, out of so many: what belongs to a client is changed by one of
     *                   them alone; -1 changes nothing
     */
    public function __construct(
        private string $name,
        private int $index,
        private int $callers,
        private Randomizer $random,
        private Record $record
    ) {
    }

    /** NetBus speaks to these from now on, with new objects. */
    public function bind(Gateway ...$gateways): void
    {
        $this->bound = array_values($gateways);
        Setup::netBusAt(array_map(static fn(Gateway $gateway): string => $gateway->workerAddr, $this->bound), self::TIMEOUT);
    }

    /** The objects go away; their connections are closed, if that is wanted or by chance, or kept for the next ones. */
    public function unbind(bool $close = false): void
    {
        if ($close || $this->chance(15)) {
            Container::getInstance()->get(TaskSocketMangerInterface::class)->close();
        }
        Setup::bind(new stdClass());
        $this->bound = [];
    }

    /** For a forked child: it speaks through the same objects, under a name of its own. */
    public function forked(string $name, Record $record): self
    {
        $child = new self($name, -1, $this->callers, $this->random, $record);
        $child->bound = $this->bound;
        return $child;
    }

    public function report(): void
    {
        $this->record->figures($this->figures);
    }

    /** How many calls were made. */
    public function calls(): int
    {
        return $this->figures['calls'];
    }

    /** One or a few calls that belong together. */
    public function any(): void
    {
        $kind = $this->again ?? $this->random->getInt(0, 19);
        if ($this->again !== null && $this->chance(20)) {
            // What has been given up may arrive meanwhile.
            usleep($this->random->getInt(0, 700_000));
        }
        $this->hasFailed = false;
        match ($kind) {
            0 => $this->broadcast(),
            1 => $this->multicast(),
            2 => $this->multicastByCustomerId(),
            3, 4, 5 => $this->singleCast(),
            6 => $this->singleCastByCustomerId(),
            7 => $this->singleCastBulk(),
            8 => $this->singleCastBulkByCustomerId(),
            9 => $this->topicPublish(),
            10 => $this->topicPublishBulk(),
            11, 12, 13 => $this->checkOnline(),
            14 => $this->connInfo(),
            15 => $this->connInfoByCustomerId(),
            16 => $this->topicQuestion(),
            17 => $this->listQuestion(),
            18 => $this->ownTopic(),
            19 => $this->ownSession(),
        };
        $this->again = $this->hasFailed ? $kind : null;
    }

    private function chance(int $percent): bool
    {
        return $this->random->getInt(1, 100) <= $percent;
    }

    private function gateway(): Gateway
    {
        return $this->bound[$this->random->getInt(0, count($this->bound) - 1)];
    }

    /** @return array{Gateway, int}|null a client that nobody but this caller changes */
    private function ownClient(): ?array
    {
        $gateway = $this->gateway();
        $own = array_filter(
            array_keys($gateway->uniqIds),
            fn(int $client): bool => $client % $this->callers === $this->index
        );
        return $own === [] || !$gateway->keepsItsClients() ? null : [$gateway, $own[array_rand($own)]];
    }

    /** @return list<array{Gateway, int}> some clients of all gateways, at least one */
    private function someClients(): array
    {
        $all = [];
        foreach ($this->bound as $gateway) {
            foreach (array_keys($gateway->uniqIds) as $client) {
                $all[] = [$gateway, $client];
            }
        }
        $all = $this->random->shuffleArray($all);
        return array_slice($all, 0, $this->random->getInt(1, count($all)));
    }

    /** @return list<array{Gateway, int}> some that have customerIds; perhaps none */
    private function someCustomers(): array
    {
        return array_values(array_filter($this->someClients(), static fn(array $it): bool => $it[0]->keepsItsClients()));
    }

    // Messages

    private function message(): array
    {
        $id = $this->name . ':' . ++$this->messages;
        return [$id, Messages::payload($id, $this->chance(2) ? $this->random->getInt(0, 300_000) : $this->random->getInt(0, 300))];
    }

    /**
     * Sends messages in one call.
     *
     * @param array<string, list<array{Gateway, int}>> $to by the messages' ids
     */
    private function send(string $what, array $to, callable $call): bool
    {
        $ok = $this->command($what, $call);
        $how = "$what to {$this->kinds()}, " . ($ok ? 'reported as sent' : 'reported as failed');
        foreach ($to as $id => $clients) {
            [$certain, $possible] = [[], []];
            foreach ($clients as [$gateway, $client]) {
                $ok && $gateway->keepsWhatItGets()
                    ? $certain[] = $gateway->uniqIds[$client]
                    : $possible[] = $gateway->uniqIds[$client];
            }
            $this->record->message((string)$id, $how, $certain, $possible);
        }
        return $ok;
    }

    private function everybody(): array
    {
        $all = [];
        foreach ($this->bound as $gateway) {
            foreach (array_keys($gateway->uniqIds) as $client) {
                $all[] = [$gateway, $client];
            }
        }
        return $all;
    }

    /** Clients that a gateway has got meanwhile may receive it, too. */
    private function broadcast(): void
    {
        [$id, $data] = $this->message();
        $this->send(self::BROADCAST, [$id => $this->everybody()], fn() => NetBus::broadcast($data));
    }

    private function multicast(): void
    {
        [$id, $data] = $this->message();
        $to = $this->someClients();
        $this->send('multicast', [$id => $to], fn() => NetBus::multicast(self::uniqIds($to), $data));
    }

    private function multicastByCustomerId(): void
    {
        if (($to = $this->someCustomers()) === []) {
            return;
        }
        [$id, $data] = $this->message();
        $this->send('multicastByCustomerId', [$id => $to], fn() => NetBus::multicastByCustomerId(self::customerIds($to), $data));
    }

    private function singleCast(): void
    {
        [$id, $data] = $this->message();
        $to = [$this->someClients()[0]];
        $this->send('singleCast', [$id => $to], fn() => NetBus::singleCast(self::uniqIds($to)[0], $data));
    }

    private function singleCastByCustomerId(): void
    {
        if (($to = array_slice($this->someCustomers(), 0, 1)) === []) {
            return;
        }
        [$id, $data] = $this->message();
        $this->send('singleCastByCustomerId', [$id => $to], fn() => NetBus::singleCastByCustomerId(self::customerIds($to)[0], $data));
    }

    private function singleCastBulk(): void
    {
        [$to, $data, $clients] = $this->bulk($this->someClients());
        $this->send('singleCastBulk', $to, fn() => NetBus::singleCastBulk(['uniqIds' => self::uniqIds($clients), 'data' => $data]));
    }

    private function singleCastBulkByCustomerId(): void
    {
        [$to, $data, $clients] = $this->bulk($this->someCustomers());
        if ($clients !== []) {
            $params = ['customerIds' => self::customerIds($clients), 'data' => $data];
            $this->send('singleCastBulkByCustomerId', $to, fn() => NetBus::singleCastBulkByCustomerId($params));
        }
    }

    /** A message for each of them. */
    private function bulk(array $clients): array
    {
        [$to, $data] = [[], []];
        foreach ($clients as $client) {
            [$id, $data[]] = $this->message();
            $to[$id] = [$client];
        }
        return [$to, $data, $clients];
    }

    /** @return array{string, list<array{Gateway, int}>} a topic and its clients */
    private function someTopic(): array
    {
        $gateway = $this->gateway();
        $topic = $this->random->getInt(0, Gateway::TOPICS - 1);
        $clients = $gateway->keepsItsClients() ? $gateway->clientsOf($topic) : [];
        return [$gateway->topic($topic), array_map(static fn(int $client): array => [$gateway, $client], $clients)];
    }

    private function topicPublish(): void
    {
        [$id, $data] = $this->message();
        [$topic, $clients] = $this->someTopic();
        $this->send('topicPublish', [$id => $clients], fn() => NetBus::topicPublish($topic, $data));
    }

    private function topicPublishBulk(): void
    {
        [$topics, $messages, $to] = [[], [], []];
        for ($i = $this->random->getInt(1, 5); $i > 0; $i--) {
            [$id, $messages[]] = $this->message();
            [$topics[], $to[$id]] = $this->someTopic();
        }
        $this->send('topicPublishBulk', $to, fn() => NetBus::topicPublishBulk(['topics' => $topics, 'data' => $messages]));
    }

    // Questions

    private function checkOnline(): void
    {
        $asked = $this->someClients();
        $uniqIds = self::uniqIds($asked);
        $unknown = array_map(static fn(string $uniqId): string => substr($uniqId, 0, 12) . 'nobody', $uniqIds);
        $answer = $this->ask('checkOnline', fn() => NetBus::checkOnline($this->random->shuffleArray([...$uniqIds, ...$unknown])));
        if ($answer === null) {
            return;
        }
        $certain = self::uniqIds(array_filter($asked, static fn(array $it): bool => $it[0]->keepsItsClients()));
        $missing = array_diff($certain, $answer);
        $foreign = array_diff($answer, $uniqIds);
        $this->right('checkOnline', $missing === [] && $foreign === [] && count(array_unique($answer)) === count($answer), $answer);
    }

    private function connInfo(): void
    {
        $asked = $this->someClients();
        [$customerId, $session, $topics] = [$this->chance(50), $this->chance(50), $this->chance(50)];
        $answer = $this->ask('connInfo', fn() => NetBus::connInfo(self::uniqIds($asked), $customerId, $session, $topics));
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
            ['topicCustomerIdToUniqIdsList', static fn(array $item): array => array_merge(...array_column($item['items'], 'uniqIds')), false],
        ])[0];
        $answer = $this->ask($method, fn() => [NetBus::class, $method]($names));
        if ($answer === null) {
            return;
        }
        $expected = [];
        foreach ($asked as [$gateway, $number, $topic]) {
            if ($gateway->keepsItsClients()) {
                $clients = $gateway->clientsOf($number);
                $list = array_map(fn(int $it): string => $customers ? $gateway->customerId($it) : $gateway->uniqIds[$it], $clients);
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
        $method = $this->random->shuffleArray(['uniqIdList', 'uniqIdCount', 'customerIdList', 'customerIdCount', 'topicList', 'metrics', 'limit'])[0];
        $answer = $this->ask($method, fn() => [NetBus::class, $method]());
        if ($answer === null) {
            return;
        }
        $right = $method === 'metrics' || $this->isEachOnce($answer);
        foreach ($answer as $part) {
            $gateway = $this->bound[array_search($part['workerAddr'], array_column($this->bound, 'workerAddr'), true)] ?? null;
            $right = $right && $gateway !== null && (!$gateway->keepsItsClients() || match ($method) {
                'uniqIdList' => self::sameSet($part['uniqIds'], $gateway->uniqIds),
                'customerIdList' => self::sameSet($part['customerIds'], array_map($gateway->customerId(...), array_keys($gateway->uniqIds))),
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
            $right = array_keys($answer) === [$uniqId] && $this->isSession($gateway, $number, $answer[$uniqId]['session']);
            $this->right('connInfo', $right, $answer);
        }
    }

    /** Whether it is a session of that client; of our own clients, one that was set, and none older than seen before. */
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

    private function isEachOnce(array $answer): bool
    {
        return self::sameSet(array_column($answer, 'workerAddr'), array_column($this->bound, 'workerAddr'));
    }

    /** @return list<string> */
    private static function uniqIds(array $clients): array
    {
        return array_values(array_map(static fn(array $it): string => $it[0]->uniqIds[$it[1]], $clients));
    }

    /** @return list<string> */
    private static function customerIds(array $clients): array
    {
        return array_values(array_map(static fn(array $it): string => $it[0]->customerId($it[1]), $clients));
    }

    // Calls

    private function right(string $method, bool $right, array $answer): void
    {
        if (!$right) {
            $this->record->problem("$this->name: a wrong answer to $method of {$this->kinds()}: "
                . substr((string)json_encode($answer), 0, 400));
        }
    }

    /** Whether it was sent, as far as anybody can tell. */
    private function command(string $method, callable $call): bool
    {
        $mustNotFail = array_filter($this->bound, static fn(Gateway $it): bool => !$it->keepsWhatItGets()) === [];
        return $this->timed($method, $call, SocketSendException::class, $mustNotFail) !== null;
    }

    private function ask(string $method, callable $call): ?array
    {
        $mustNotFail = array_filter($this->bound, static fn(Gateway $it): bool => !$it->isReliable()) === [];
        return $this->timed($method, $call, SocketReceiveException::class, $mustNotFail)[0] ?? null;
    }

    /** The result in an array, or null for a failure. */
    private function timed(string $method, callable $call, string $class, bool $mustNotFail): ?array
    {
        $this->figures['calls']++;
        $start = microtime(true);
        $result = null;
        try {
            $result = [$call()];
        } catch (Throwable $thrown) {
            $this->figures['failed']++;
            $this->hasFailed = true;
            $kinds = $this->kinds();
            $this->figures['failures'][$kinds] = 1 + ($this->figures['failures'][$kinds] ?? 0);
            if ($mustNotFail || get_class($thrown) !== $class) {
                $this->record->problem("$this->name: $method of $kinds threw " . self::told($thrown));
            }
        }
        $took = microtime(true) - $start;
        $this->figures['slowest'] = max($this->figures['slowest'], $took);
        if ($took > self::LATEST) {
            $this->record->problem(sprintf('%s: %s of %s took %.1f s', $this->name, $method, $this->kinds(), $took));
        }
        return $result;
    }

    private function kinds(): string
    {
        return implode(', ', array_map(static fn(Gateway $gateway): string => $gateway->kind, $this->bound));
    }

    private static function told(Throwable $thrown): string
    {
        $previous = $thrown->getPrevious();
        return get_class($thrown) . ": {$thrown->getMessage()}" . ($previous === null ? '' : '; ' . self::told($previous));
    }
}
