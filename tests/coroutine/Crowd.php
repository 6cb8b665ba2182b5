<?php
/*
 * Clients of some gateways, and questions about them whose answers differ all: an answer that belongs to another question
 * is noticed.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\WebSocketClient;
use RuntimeException;

final class Crowd
{
    /** @var list<WebSocketClient> */
    public readonly array $clients;
    /** @var list<DevGate> */
    private array $gateways;

    /** NetBus speaks to these gateways already. Topic N belongs to client N modulo their number. */
    public function __construct(int $count, private int $topics, DevGate ...$gateways)
    {
        $this->gateways = array_values($gateways);
        $clients = [];
        for ($i = 0; $i < $count; $i++) {
            $clients[] = $this->gateways[$i % count($gateways)]->client();
        }
        $this->clients = $clients;
        foreach ($clients as $i => $client) {
            NetBus::connInfoUpdate((new ConnInfoUpdate())->setUniqId($client->uniqId)
                ->setNewCustomerId("customer $i")->setNewSession("session of $i")->setNewTopics($this->topicsOf($i)));
        }
        for ($tries = 0; $tries < 100; $tries++) {
            try {
                $known = array_sum(array_column(NetBus::customerIdCount(), 'count'));
                if ($known === $count) {
                    return;
                }
            } catch (SocketReceiveException) {
                // struck by a fault: the next question may not be
            }
            usleep(10_000);
        }
        throw new RuntimeException('the gateways do not know their clients');
    }

    /**
     * Asks question number N, and compares the answer. What the gateway does not answer is thrown.
     *
     * @return string|null what is wrong with the answer; null: it is the right one
     */
    public function ask(int $number): ?string
    {
        $topic = $number % $this->topics;
        $client = $topic % count($this->clients);
        $uniqId = $this->clients[$client]->uniqId;
        // one that nobody has, another one for each question
        $nobody = substr($uniqId, 0, -8) . sprintf('%08x', 0xf0000000 + $number);
        switch ($number % 7) {
            case 0:
                $answer = self::items(NetBus::topicUniqIdList($this->topic($topic)), 'uniqIds');
                return $this->compare($number, [[$this->topic($topic), [$uniqId]]], $answer);
            case 1:
                return $this->compare($number, [$uniqId], NetBus::checkOnline([$nobody, $uniqId]));
            case 2:
                return $this->compare($number, $this->about($client), NetBus::connInfo([$uniqId, $nobody]));
            case 3:
                $answer = NetBus::connInfoByCustomerId("customer $client");
                return $this->compare($number, ["customer $client" => [$uniqId]],
                    array_map(static fn(array $list): array => array_column($list, 'uniqId'), $answer));
            case 4:
                return $this->compare($number, [], NetBus::checkOnline($nobody));
            case 5:
                $answer = self::items(NetBus::topicUniqIdCount([$this->topic($topic)]), 'count');
                return $this->compare($number, [[$this->topic($topic), 1]], $answer);
            default:
                return $this->compare($number, $this->counts(), array_column(NetBus::uniqIdCount(), 'count'));
        }
    }

    /** The same about one gateway's clients alone: no other gateway is asked. */
    public static function askOne(string $uniqId): ?string
    {
        $answer = NetBus::checkOnline($uniqId);
        return $answer === [$uniqId] ? null : json_encode($answer) . " for a question about $uniqId";
    }

    private function topic(int $topic): string
    {
        return "topic $topic";
    }

    /** @return list<string> */
    private function topicsOf(int $client): array
    {
        return array_map($this->topic(...), range($client, $this->topics - 1, count($this->clients)));
    }

    /** @return list<int> how many clients each gateway has */
    private function counts(): array
    {
        $of = count($this->gateways);
        return array_map(fn(int $gateway): int => intdiv(count($this->clients) + $of - 1 - $gateway, $of), array_keys($this->gateways));
    }

    private function about(int $client): array
    {
        $topics = $this->topicsOf($client);
        sort($topics);
        return [$this->clients[$client]->uniqId => ["customer $client", "session of $client", $topics]];
    }

    private function compare(int $number, array $expected, array $answer): ?string
    {
        if ($number % 7 === 2) {
            $answer = array_map(static function (array $info): array {
                sort($info['topics']);
                return [$info['customerId'], $info['session'], $info['topics']];
            }, $answer);
        }
        return $answer === $expected ? null : "question $number was answered by " . json_encode($answer) . ', not by ' . json_encode($expected);
    }

    /** The items of all gateways, as pairs. */
    private static function items(array $answer, string $what): array
    {
        $items = array_merge(...array_column($answer, 'items'));
        return array_map(static fn(array $item): array => [$item['topic'], $item[$what]], $items);
    }
}
