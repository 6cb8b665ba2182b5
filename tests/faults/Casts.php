<?php
/*
 * The calls of a Caller that send: each message has an id of its own, and is recorded with whom it is for.
 */
declare(strict_types=1);

namespace NetsvrTests\Faults;

use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;

trait Casts
{
    private function message(): array
    {
        $id = $this->name . ':' . ++$this->messages;
        return [$id, Messages::payload($id, $this->random->getInt(0, $this->chance(2) ? 300_000 : 300))];
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
            foreach ($ok ? $this->toBeConfirmed($clients) : [] as $workerAddr => $uniqIds) {
                $this->unconfirmed[$workerAddr][(string)$id] = [$how, $uniqIds, array_diff([...$certain, ...$possible], $uniqIds)];
            }
        }
        return $ok;
    }

    /**
     * Clients that stay, of gateways that lose what they get: flush() is to know which of their messages have come. A
     * message for several such gateways is left out, as each of them confirms for itself.
     *
     * @return array<string, list<string>> uniqIds by worker address
     */
    private function toBeConfirmed(array $clients): array
    {
        $by = [];
        foreach ($clients as [$gateway, $client]) {
            if (!$gateway->keepsWhatItGets() && $gateway->keepsItsClients()) {
                $by[$gateway->workerAddr][] = $gateway->uniqIds[$client];
            }
        }
        return count($by) === 1 ? $by : [];
    }

    /** What a gateway confirms has come, whatever strikes it; of the rest it is said that nobody knows. */
    private function flush(): void
    {
        $result = $this->timed('flush', fn() => NetBus::flush(), SocketSendException::class, true)[0] ?? [];
        $known = array_column($this->bound, 'workerAddr');
        if (array_diff($known, array_column($result, 'workerAddr')) !== []) {
            $this->record->problem("$this->name: flush() says nothing of a gateway: " . json_encode($result));
        }
        foreach ($result as ['workerAddr' => $workerAddr, 'confirmed' => $confirmed, 'unconfirmed' => $unconfirmed]) {
            $this->figures['confirmed'] += $confirmed;
            $this->figures['unconfirmed'] += $unconfirmed;
            foreach ($unconfirmed === 0 ? $this->unconfirmed[$workerAddr] ?? [] : [] as $id => [$how, $certain, $possible]) {
                $this->record->message((string)$id, "$how, confirmed", $certain, $possible);
            }
            unset($this->unconfirmed[$workerAddr]);
        }
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
        $call = fn() => NetBus::multicastByCustomerId(self::customerIds($to), $data);
        $this->send('multicastByCustomerId', [$id => $to], $call);
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
        $call = fn() => NetBus::singleCastByCustomerId(self::customerIds($to)[0], $data);
        $this->send('singleCastByCustomerId', [$id => $to], $call);
    }

    private function singleCastBulk(): void
    {
        [$to, $data, $clients] = $this->bulk($this->someClients());
        $params = ['uniqIds' => self::uniqIds($clients), 'data' => $data];
        $this->send('singleCastBulk', $to, fn() => NetBus::singleCastBulk($params));
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
        $params = ['topics' => $topics, 'data' => $messages];
        $this->send('topicPublishBulk', $to, fn() => NetBus::topicPublishBulk($params));
    }
}
