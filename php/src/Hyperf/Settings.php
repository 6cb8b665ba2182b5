<?php
/*
 * config/autoload/netsvr.php: the keys are those of netsvr-business-coroutine. An entry of its `netsvr` is a gateway, and
 * may have any other key for itself alone.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf;

use Hyperf\Contract\ConfigInterface;
use InvalidArgumentException;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\TaskSocketManger;
use Psr\Log\LoggerInterface;

class Settings
{
    /** The keys of this file, by those that Gateways speaks of. */
    private const KEYS = [
        'NETSVR_WORKER_ADDRS' => 'NETSVR_WORKER_ADDR',
        'worker_addrs' => 'workerAddr',
        'task_addrs' => 'taskAddr',
        'connect_timeout' => 'connectTimeout',
        'send_receive_timeout' => 'sendReceiveTimeout',
        'max_idle_time' => 'maxIdleTime',
        'heartbeat_interval' => 'heartbeatIntervalMillisecond / 1000',
        'process_cmd_goroutine_num' => 'processCmdGoroutineNum',
    ];

    public function __construct(private ConfigInterface $config)
    {
    }

    /**
     * One task socket for each gateway, with the pool's limits. None connects before it is used.
     *
     * @throws InvalidArgumentException for a setting that cannot be right; names it
     */
    public function taskSockets(LoggerInterface $logger): TaskSocketManger
    {
        $this->limitPool('taskSocketPoolMaxConnections', 'netsvr.pool_size');
        $this->limitPool('taskSocketPoolWaitTimeoutMillisecond', 'netsvr.pool_wait_ms');
        $manager = new TaskSocketManger();
        foreach ($this->gateways() as $gateways) {
            $gateways->taskSockets($logger, $manager);
        }
        return $manager;
    }

    /**
     * One main socket for each gateway, for MainSocketManager::run().
     *
     * @throws InvalidArgumentException for a setting that cannot be right; names it
     */
    public function mainSockets(LoggerInterface $logger, EventInterface $handler): MainSocketManager
    {
        $manager = new MainSocketManager();
        foreach ($this->gateways() as $gateways) {
            $gateways->mainSockets($logger, $handler, $manager);
        }
        return $manager;
    }

    public function handlersAtOnce(): int
    {
        return max(1, (int)($this->all()['handlersAtOnce'] ?? 100));
    }

    public function handlersInOrder(): bool
    {
        return (bool)($this->all()['handlersInOrder'] ?? true);
    }

    public function heartbeatMessage(): string
    {
        return $this->gateways()[0]->heartbeatMessage;
    }

    /** @return non-empty-list<Gateways> */
    private function gateways(): array
    {
        $config = $this->all();
        // Without the file the variable counts that it would have read.
        $entries = $config['netsvr'] ?? [['workerAddr' => getenv('NETSVR_WORKER_ADDR') ?: '127.0.0.1:6061']];
        unset($config['netsvr']);
        if (!is_array($entries) || $entries === []) {
            throw new InvalidArgumentException(
                'netsvr: config/autoload/netsvr.php names no gateway: give its `netsvr` an entry with workerAddr, host:port'
            );
        }
        return array_map(fn(array $entry): Gateways => $this->gateway($entry + $config), array_values($entries));
    }

    /** @param array<string, mixed> $entry */
    private function gateway(array $entry): Gateways
    {
        $milliseconds = $entry['heartbeatIntervalMillisecond'] ?? null;
        $settings = [
            'worker_addrs' => $entry['workerAddr'] ?? null,
            'task_addrs' => $entry['taskAddr'] ?? null,
            'connect_timeout' => $entry['connectTimeout'] ?? null,
            'send_receive_timeout' => $entry['sendReceiveTimeout'] ?? null,
            'max_idle_time' => $entry['maxIdleTime'] ?? null,
            'work' => [
                'events' => $entry['events'] ?? null,
                'heartbeat_interval' => is_numeric($milliseconds) ? (int)ceil($milliseconds / 1000) : $milliseconds,
                'heartbeat_message' => $entry['workerHeartbeatMessage'] ?? null,
                'process_cmd_goroutine_num' => $entry['processCmdGoroutineNum'] ?? null,
            ],
        ];
        try {
            return Gateways::fromConfig($settings);
        } catch (InvalidArgumentException $exception) {
            throw new InvalidArgumentException(
                'config/autoload/netsvr.php: ' . strtr($exception->getMessage(), self::KEYS),
                0,
                $exception
            );
        }
    }

    private function limitPool(string $key, string $name): void
    {
        $value = $this->all()[$key] ?? null;
        if ($value !== null && (!is_scalar($value) || ini_set($name, (string)$value) === false)) {
            throw new InvalidArgumentException(
                "config/autoload/netsvr.php: netsvr: $key is " . json_encode($value) . ", which is no $name: a whole number above 0"
            );
        }
    }

    /** @return array<string, mixed> */
    private function all(): array
    {
        return (array)$this->config->get('netsvr', []);
    }
}
