<?php
/*
 * One of the gateways of the run, as the processes that call it know it: its address, how reliable it is, and what is
 * true of its clients.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Setup;

final class Gateway
{
    /** Nothing goes wrong. */
    public const HEALTHY = 'healthy';
    /** Nothing goes wrong, but it closes connections that have been idle for so many seconds. */
    public const IMPATIENT = 'impatient';
    public const PATIENCE = 2;
    /** Requests are struck by chance; other commands never are. */
    public const BY_CHANCE = 'struck by chance';
    /** Connections are struck as a script says, whatever goes over them. */
    public const SCRIPTED = 'scripted';
    /** It is killed and started anew, with new clients. */
    public const RESTARTED = 'restarted';

    /** Topics that clients are subscribed to from the start, for each gateway. */
    public const TOPICS = 8;

    /** @param array<int, string> $uniqIds of its clients */
    public function __construct(
        public readonly string $kind,
        public readonly string $workerAddr,
        public array $uniqIds
    ) {
    }

    /** Whether no call to it may fail. */
    public function isReliable(): bool
    {
        return in_array($this->kind, [self::HEALTHY, self::IMPATIENT], true);
    }

    /** Whether what was sent to it has arrived, if nothing failed. */
    public function keepsWhatItGets(): bool
    {
        return in_array($this->kind, [self::HEALTHY, self::IMPATIENT, self::BY_CHANCE], true);
    }

    /** Whether its clients are the same all the time, with the properties below. */
    public function keepsItsClients(): bool
    {
        return $this->kind !== self::RESTARTED;
    }

    /** Gives its clients the properties below; whether the gateway has seen to it. NetBus speaks to it alone then. */
    public function introduceClients(): bool
    {
        for ($tries = 0; $tries < 20; $tries++) {
            $this->meet();
            // What strikes one of these costs it, and those that stand behind it on its connection.
            foreach ($this->uniqIds as $client => $uniqId) {
                NetBus::connInfoUpdate((new ConnInfoUpdate())->setUniqId($uniqId)
                    ->setNewCustomerId($this->customerId($client))
                    ->setNewSession($this->session($client, 0))
                    ->setNewTopics($this->topicsOf($client)));
            }
            try {
                if (NetBus::customerIdCount()[0]['count'] === count($this->uniqIds)) {
                    return true;
                }
            } catch (SocketReceiveException) {
                // Struck, too.
            }
        }
        return false;
    }

    /**
     * Asks until it has answered: before that, a connection that is struck says that no gateway is there, and then what is
     * sent next fails as well. NetBus speaks to it alone then.
     */
    public function meet(): void
    {
        Setup::netBusAt([$this->workerAddr], 1);
        for ($tries = 0; $tries < 100; $tries++) {
            try {
                NetBus::uniqIdCount();
                return;
            } catch (SocketReceiveException) {
                usleep(20_000);
            }
        }
    }

    public function customerId(int $client): string
    {
        return "customer $client of $this->kind";
    }

    /** A session says whose it is and how often it was set. */
    public function session(int $client, int $count): string
    {
        return "$count: $client of $this->kind";
    }

    public function topic(int $topic): string
    {
        return "topic $topic of $this->kind";
    }

    /** @return list<string> */
    public function topics(): array
    {
        return array_map($this->topic(...), range(0, self::TOPICS - 1));
    }

    public static function isSubscribed(int $client, int $topic): bool
    {
        // Any pattern will do that gives every topic other clients.
        return (crc32("$client in $topic") >> 3) % 3 !== 0;
    }

    /** @return list<int> */
    public function clientsOf(int $topic): array
    {
        $is = static fn(int $client): bool => self::isSubscribed($client, $topic);
        return array_values(array_filter(array_keys($this->uniqIds), $is));
    }

    /** @return list<string> */
    public function topicsOf(int $client): array
    {
        $is = static fn(int $topic): bool => self::isSubscribed($client, $topic);
        return array_values(array_map($this->topic(...), array_filter(range(0, self::TOPICS - 1), $is)));
    }
}
