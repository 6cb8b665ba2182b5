<?php
/*
 * What a gateway knows and does, without connections: its clients, and the one-way commands that change what it keeps
 * for them, or send them data. What it is asked is answered by GatewayAnswers.
 *
 * Where gateways need a moment, this one needs none: whoever is thrown out is offline at once.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use Illuminate\Support\Carbon;
use Netsvr\Cmd;
use Netsvr\ConnInfoDelete;
use Netsvr\ConnInfoUpdate;
use Netsvr\ForceOfflineGuest;
use Netsvr\Message;
use Netsvr\TopicSubscribe;
use Netsvr\TopicUnsubscribe;

/** @internal */
final class FakeGateway
{
    /** @var array<string, FakeClient> those that are online, by uniqId */
    private array $clients = [];
    /** @var list<array{int, list<FakeClient>, string}> guests that are thrown out later: when, whom, with which data */
    private array $deadlines = [];

    /** @param Closure(FakeClient): void $thrownOut called for each client that a command has thrown out */
    public function __construct(public readonly string $addr, private readonly Closure $thrownOut)
    {
    }

    public function add(FakeClient $client): void
    {
        $this->clients[$client->uniqId] = $client;
    }

    public function remove(FakeClient $client): void
    {
        unset($this->clients[$client->uniqId]);
        $client->isOnline = false;
    }

    public function client(string $uniqId): ?FakeClient
    {
        return $this->clients[$uniqId] ?? null;
    }

    /** @return list<FakeClient> */
    public function clients(): array
    {
        return array_values($this->clients);
    }

    /** @return list<FakeClient> */
    public function ofTopic(string $topic): array
    {
        return $this->those(static fn(FakeClient $client): bool => $client->has($topic));
    }

    /** @return list<FakeClient> */
    public function ofCustomer(string $customerId): array
    {
        return $customerId === ''
            ? []
            : $this->those(static fn(FakeClient $client): bool => $client->customerId === $customerId);
    }

    public function carryOut(int $cmd, Message $message): void
    {
        $byUniqId = fn(string $uniqId): array => $this->named([$uniqId]);
        match ($cmd) {
            Cmd::Broadcast => self::send($this->clients(), $message->getData()),
            Cmd::SingleCast => self::send($this->named([$message->getUniqId()]), $message->getData()),
            Cmd::Multicast => self::send($this->named($message->getUniqIds()), $message->getData()),
            Cmd::SingleCastByCustomerId =>
                self::send($this->ofCustomer($message->getCustomerId()), $message->getData()),
            Cmd::MulticastByCustomerId =>
                self::send($this->ofCustomers($message->getCustomerIds()), $message->getData()),
            Cmd::SingleCastBulk => self::bulk($message->getUniqIds(), $message->getData(), $byUniqId),
            Cmd::SingleCastBulkByCustomerId =>
                self::bulk($message->getCustomerIds(), $message->getData(), $this->ofCustomer(...)),
            Cmd::TopicPublish => $this->publish([...$message->getTopics()], $message->getData()),
            Cmd::TopicPublishBulk => self::bulk($message->getTopics(), $message->getData(), $this->ofTopic(...)),
            Cmd::TopicSubscribe => $this->changeTopics($message, static fn(FakeClient $client) =>
                $client->subscribe($message->getTopics())),
            Cmd::TopicUnsubscribe => $this->changeTopics($message, static fn(FakeClient $client) =>
                $client->unsubscribe($message->getTopics())),
            Cmd::TopicDelete => $this->deleteTopics([...$message->getTopics()], $message->getData()),
            Cmd::ConnInfoUpdate => $this->change($message, static fn(FakeClient $client) =>
                self::update($client, $message)),
            Cmd::ConnInfoDelete => $this->change($message, static fn(FakeClient $client) =>
                self::delete($client, $message)),
            Cmd::ForceOffline => $this->throwOut($this->named($message->getUniqIds()), $message->getData()),
            Cmd::ForceOfflineByCustomerId =>
                $this->throwOut($this->ofCustomers($message->getCustomerIds()), $message->getData()),
            Cmd::ForceOfflineGuest => $this->throwOutGuests($message),
        };
    }

    /** Throws out the guests whose time is over, by the clock that tests of Laravel set with travel(). */
    public function throwOutWhoIsDue(): void
    {
        foreach ($this->deadlines as $number => [$when, $clients, $data]) {
            if ($when <= self::now()) {
                unset($this->deadlines[$number]);
                $this->throwOut(self::guests($clients), $data);
            }
        }
    }

    /** @return list<FakeClient> */
    private function those(Closure $filter): array
    {
        return array_values(array_filter($this->clients, $filter));
    }

    /** @param iterable<string> $uniqIds @return list<FakeClient> whoever is named twice is there twice */
    private function named(iterable $uniqIds): array
    {
        $clients = [];
        foreach ($uniqIds as $uniqId) {
            if (isset($this->clients[$uniqId])) {
                $clients[] = $this->clients[$uniqId];
            }
        }
        return $clients;
    }

    /** @param iterable<string> $customerIds @return list<FakeClient> each once, unlike with uniqIds and topics */
    private function ofCustomers(iterable $customerIds): array
    {
        $customerIds = [...$customerIds];
        return $this->those(static fn(FakeClient $client): bool =>
            $client->customerId !== '' && in_array($client->customerId, $customerIds, true));
    }

    /** @param list<string> $topics a client gets it once for each of them that it has */
    private function publish(array $topics, string $data): void
    {
        foreach ($topics as $topic) {
            self::send($this->ofTopic($topic), $data);
        }
    }

    /** @param list<string> $topics */
    private function deleteTopics(array $topics, string $data): void
    {
        $has = static fn(FakeClient $client): bool => array_intersect($topics, $client->topics()) !== [];
        foreach ($this->those($has) as $client) {
            $client->unsubscribe($topics);
            $client->get($data);
        }
    }

    /** Carries out a command about one client, which then gets the command's data. */
    private function change(Message $message, Closure $change): void
    {
        $client = $this->client($message->getUniqId());
        if ($client !== null) {
            $change($client);
            $client->get($message->getData());
        }
    }

    /** The same; without topics nothing happens, and no data is sent. */
    private function changeTopics(TopicSubscribe|TopicUnsubscribe $message, Closure $change): void
    {
        if (count($message->getTopics()) > 0) {
            $this->change($message, $change);
        }
    }

    /** What is empty stays as it was. */
    private static function update(FakeClient $client, ConnInfoUpdate $message): void
    {
        $client->session = $message->getNewSession() !== '' ? $message->getNewSession() : $client->session;
        $client->customerId = $message->getNewCustomerId() !== '' ? $message->getNewCustomerId() : $client->customerId;
        if (count($message->getNewTopics()) > 0) {
            $client->unsubscribeFromAll();
            $client->subscribe($message->getNewTopics());
        }
    }

    private static function delete(FakeClient $client, ConnInfoDelete $message): void
    {
        $client->session = $message->getDelSession() ? '' : $client->session;
        $client->customerId = $message->getDelCustomerId() ? '' : $client->customerId;
        $message->getDelTopic() && $client->unsubscribeFromAll();
    }

    /** @param list<FakeClient> $clients */
    private function throwOut(array $clients, string $data): void
    {
        foreach ($clients as $client) {
            if ($client->isOnline) {
                $client->get($data);
                $this->remove($client);
                ($this->thrownOut)($client);
            }
        }
    }

    private function throwOutGuests(ForceOfflineGuest $message): void
    {
        $clients = $this->named($message->getUniqIds());
        if ($message->getDelay() > 0) {
            $this->deadlines[] = [self::now() + $message->getDelay(), $clients, $message->getData()];
        } else {
            $this->throwOut(self::guests($clients), $message->getData());
        }
    }

    /** @param list<FakeClient> $clients @return list<FakeClient> */
    private static function guests(array $clients): array
    {
        return array_filter($clients, static fn(FakeClient $client): bool => $client->isGuest());
    }

    /** @param list<FakeClient> $clients */
    private static function send(array $clients, string $data): void
    {
        foreach ($clients as $client) {
            $client->get($data);
        }
    }

    /**
     * As many names as data: pairwise. One name and several data: all of them to it. Any other counts: nothing.
     *
     * @param iterable<string> $names
     * @param iterable<string> $data
     * @param Closure(string): list<FakeClient> $clientsOf
     */
    private static function bulk(iterable $names, iterable $data, Closure $clientsOf): void
    {
        [$names, $data] = [[...$names], [...$data]];
        $names = count($names) === 1 ? array_fill(0, count($data), $names[0]) : $names;
        foreach (count($names) === count($data) ? $names : [] as $place => $name) {
            self::send($clientsOf($name), $data[$place]);
        }
    }

    private static function now(): int
    {
        return class_exists(Carbon::class) ? Carbon::now()->getTimestamp() : time();
    }
}
