<?php
/*
 * Whether the gateways answer, and what they say of themselves. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Netsvr\Cmd;
use Netsvr\CustomerIdCountResp;
use Netsvr\MetricsResp;
use Netsvr\TopicCountResp;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Doctor;
use NetsvrBusiness\Stats;
use RuntimeException;
use Throwable;

/** @internal */
final class GatewayStatus
{
    /** What a gateway counts, by the item of its answer. */
    private const METRICS = [
        1 => 'clients connected',
        2 => 'clients gone',
        3 => 'client heartbeats',
        4 => 'events to business processes',
        5 => 'bytes of these events',
        6 => 'messages to clients',
        7 => 'bytes of these messages',
        8 => 'connections refused by the limit',
        9 => 'messages dropped by the limit',
        10 => 'failed writes to business processes',
        11 => 'failed messages to clients',
        12 => 'bytes of failed messages',
    ];

    /**
     * Asks all of them. Those that do not answer are examined; with a doctor, all are.
     *
     * @param string $heartbeatMessage as the sockets are given it
     * @return list<array<string, mixed>> see askGateway(); `doctor`: what NetsvrBusiness\Doctor found, or null
     */
    public static function ask(TaskSocketMangerInterface $manager, bool $doctor, string $heartbeatMessage): array
    {
        $gateways = array_map(self::askGateway(...), array_values($manager->getSockets()));
        foreach ($gateways as &$gateway) {
            $examines = $doctor || !$gateway['reachable'];
            $gateway['doctor'] = $examines ? Doctor::examine($gateway['workerAddr'], $heartbeatMessage) : null;
        }
        return $gateways;
    }

    /**
     * Asks one gateway, so that one that is down hides nothing of the others.
     *
     * @return array{
     *     workerAddr: string, reachable: bool, error: ?string, clients: ?int, customers: ?int, topics: ?int,
     *     metrics: list<array{item: int, name: string, count: int, meanRate: float, rate1: float, rate5: float,
     *         rate15: float}>,
     *     connections: ?array<string, mixed>
     * } connections: of this very process, as NetsvrBusiness\Stats counts them
     */
    private static function askGateway(TaskSocketInterface $socket): array
    {
        $state = [
            'workerAddr' => Extension::isApi8() ? $socket->getAddr() : $socket->getWorkerAddr(),
            'reachable' => false,
            'error' => null,
            'clients' => null,
            'customers' => null,
            'topics' => null,
            'metrics' => [],
        ];
        try {
            $state['clients'] = self::query($socket, Cmd::UniqIdCount, new UniqIdCountResp())->getCount();
            $state['customers'] = self::query($socket, Cmd::CustomerIdCount, new CustomerIdCountResp())->getCount();
            $state['topics'] = self::query($socket, Cmd::TopicCount, new TopicCountResp())->getCount();
            $state['metrics'] = self::metrics(self::query($socket, Cmd::Metrics, new MetricsResp()));
            $state['reachable'] = true;
        } catch (Throwable $thrown) {
            $state['error'] = $thrown->getMessage();
        }
        $stats = Stats::get();
        $state['connections'] = array_column($stats, null, 'workerAddr')[$state['workerAddr']] ?? null;
        return $state;
    }

    /**
     * @template T of \Netsvr\Message
     * @param int $cmd one of \Netsvr\Cmd::*
     * @param T $answer
     * @return T
     */
    private static function query(TaskSocketInterface $socket, int $cmd, object $answer): object
    {
        // Dialled by name: send() would leave alone a gateway that was down a moment ago.
        if ((!$socket->isConnected() && !$socket->connect()) || !$socket->send(pack('N', $cmd))) {
            throw new RuntimeException('cannot be reached: the log says why');
        }
        $frame = $socket->receive();
        if ($frame === false || strlen($frame) < 4 || unpack('N', $frame)[1] !== $cmd) {
            $socket->close();
            throw new RuntimeException('gave no correct answer in time: the log says why');
        }
        $answer->mergeFromString(substr($frame, 4));
        return $answer;
    }

    /** @return list<array<string, int|float|string>> */
    private static function metrics(MetricsResp $answer): array
    {
        $metrics = [];
        foreach ($answer->getItems() as $item) {
            $metrics[] = [
                'item' => $item->getItem(),
                'name' => self::METRICS[$item->getItem()] ?? 'counter ' . $item->getItem(),
                'count' => (int)$item->getCount(),
                'meanRate' => round($item->getMeanRate(), 3),
                'rate1' => round($item->getRate1(), 3),
                'rate5' => round($item->getRate5(), 3),
                'rate15' => round($item->getRate15(), 3),
            ];
        }
        usort($metrics, static fn(array $a, array $b): int => $a['item'] <=> $b['item']);
        return $metrics;
    }
}
