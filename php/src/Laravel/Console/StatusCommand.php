<?php
/*
 * `php artisan netsvr:status`: whether the gateways answer, and what they say of themselves.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Console;

use Illuminate\Console\Command;
use Netsvr\Cmd;
use Netsvr\CustomerIdCountResp;
use Netsvr\MetricsResp;
use Netsvr\TopicCountResp;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\Contract\TaskSocketInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Stats;
use NetsvrBusiness\Support\Extension;
use RuntimeException;
use Throwable;

class StatusCommand extends Command
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

    /** @var string */
    protected $signature = 'netsvr:status
        {--json : Print one JSON object, for programs}
        {--metrics : Print what the gateways have counted, too}';

    /** @var string */
    protected $description = 'Show whether the netsvr gateways answer, and what they say of themselves';

    /** @return int the exit status: 0 when all gateways answered, 1 otherwise */
    public function handle(): int
    {
        if (!Extension::isThere()) {
            $this->error(Extension::missing());
            return 1;
        }
        $manager = $this->laravel->make(TaskSocketMangerInterface::class);
        $gateways = array_map($this->askGateway(...), array_values($manager->getSockets()));
        if ($this->option('json')) {
            $this->line(json_encode(['gateways' => $gateways], JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES));
        } else {
            $this->show($gateways);
        }
        return in_array(false, array_column($gateways, 'reachable'), true) ? 1 : 0;
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
    private function askGateway(TaskSocketInterface $socket): array
    {
        $state = [
            'workerAddr' => $socket->getWorkerAddr(),
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
            throw new RuntimeException('gave no right answer in time: the log says why');
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

    /** @param list<array<string, mixed>> $gateways */
    private function show(array $gateways): void
    {
        $columns = ['Gateway', 'Reachable', 'Clients', 'Customers', 'Topics', 'Messages/s', 'Open', 'Parked'];
        $this->table($columns, array_map(static fn(array $gateway): array => [
            $gateway['workerAddr'],
            $gateway['reachable'] ? 'yes' : 'no',
            $gateway['clients'] ?? '-',
            $gateway['customers'] ?? '-',
            $gateway['topics'] ?? '-',
            array_column($gateway['metrics'], 'rate1', 'item')[6] ?? '-',
            $gateway['connections']['openConnections'] ?? '-',
            $gateway['connections']['parkedConnections'] ?? '-',
        ], $gateways));
        $this->line('Messages/s: to clients, in the last minute. Open, Parked: connections of this process.');
        if ($this->option('metrics')) {
            $this->showMetrics($gateways);
        }
        foreach ($gateways as $gateway) {
            if (!$gateway['reachable']) {
                $this->error(sprintf('%s %s', $gateway['workerAddr'], $gateway['error']));
            }
        }
    }

    /** @param list<array<string, mixed>> $gateways */
    private function showMetrics(array $gateways): void
    {
        $rows = [];
        foreach ($gateways as $gateway) {
            foreach ($gateway['metrics'] as $metric) {
                $rows[] = [
                    $gateway['workerAddr'],
                    $metric['name'],
                    $metric['count'],
                    $metric['meanRate'],
                    $metric['rate1'],
                    $metric['rate5'],
                    $metric['rate15'],
                ];
            }
        }
        $this->table(['Gateway', 'Counted', 'Count', 'Mean/s', '1 min', '5 min', '15 min'], $rows);
    }
}
