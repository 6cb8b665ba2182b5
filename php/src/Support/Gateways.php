<?php
/*
 * The gateways of an application as its configuration names them, and the sockets to them.
 * Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use InvalidArgumentException;
use Netsvr\Event;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Workerman;
use Psr\Log\LoggerInterface;
use Workerman\Worker;

final class Gateways
{
    /**
     * @param list<string> $workerAddrs `host:port` of each gateway
     * @param list<string> $taskAddrs what task sockets are made with
     * @param int $connectTimeout seconds
     * @param int $sendReceiveTimeout seconds
     * @param int $maxIdleTime seconds
     * @param int $events bits of \Netsvr\Event
     * @param int $heartbeatInterval seconds
     */
    private function __construct(
        public readonly array $workerAddrs,
        public readonly array $taskAddrs,
        public readonly int $connectTimeout,
        public readonly int $sendReceiveTimeout,
        public readonly int $maxIdleTime,
        public readonly int $events,
        public readonly int $heartbeatInterval,
        public readonly string $heartbeatMessage,
        public readonly int $processCmdGoroutineNum
    ) {
    }

    /**
     * From settings as they stand in a configuration file: what is missing gets its default, and numbers may be
     * strings, as environment variables are.
     *
     * @param array{
     *     worker_addrs?: string|list<string>, task_addrs?: string|list<string>|null, connect_timeout?: int|string,
     *     send_receive_timeout?: int|string, max_idle_time?: int|string, work?: array{
     *         events?: string|list<string>|int, heartbeat_interval?: int|string, heartbeat_message?: string,
     *         process_cmd_goroutine_num?: int|string
     *     }
     * } $config
     * @throws InvalidArgumentException for a setting that cannot be right; names it
     */
    public static function fromConfig(array $config): self
    {
        $work = $config['work'] ?? [];
        $workerAddrs = self::addresses('worker_addrs', $config['worker_addrs'] ?? '127.0.0.1:6061');
        return new self(
            $workerAddrs,
            self::taskAddrs($config['task_addrs'] ?? null, $workerAddrs),
            self::positive($config, 'connect_timeout', 5),
            self::positive($config, 'send_receive_timeout', 5),
            self::positive($config, 'max_idle_time', 117),
            self::events($work['events'] ?? 'open,close,message'),
            self::positive($work, 'heartbeat_interval', 45),
            (string)($work['heartbeat_message'] ?? '~6YOt5rW35piO~'),
            self::positive($work, 'process_cmd_goroutine_num', 1)
        );
    }

    /**
     * One task socket for each gateway. None connects before it is used.
     *
     * @param TaskSocketManger|null $manager what gets them; null: a new one
     */
    public function taskSockets(LoggerInterface $logger, ?TaskSocketManger $manager = null): TaskSocketManger
    {
        return $this->taskSocketsOf(TaskSocket::class, $logger, Extension::isApi8(), $manager ?? new TaskSocketManger());
    }

    /** The same for a process with Workerman's loop, which keeps the connections alive by heartbeats. */
    public function taskSocketsForWorkerman(LoggerInterface $logger): TaskSocketManger
    {
        return $this->taskSocketsOf(
            Extension::isApi8() ? TaskSocket::class : Workerman\TaskSocket::class,
            $logger,
            true,
            new TaskSocketManger()
        );
    }

    /**
     * One main socket for each gateway, for MainSocketManager::run(). None connects before that.
     *
     * @param MainSocketManager|null $manager what gets them; null: a new one
     */
    public function mainSockets(
        LoggerInterface $logger,
        EventInterface $handler,
        ?MainSocketManager $manager = null
    ): MainSocketManager {
        $manager ??= new MainSocketManager();
        $this->addMainSockets($manager, MainSocket::class, $logger, $handler, []);
        return $manager;
    }

    /** The same for a process with Workerman's loop, for MainSocketManager::start(). */
    public function mainSocketsForWorkerman(
        LoggerInterface $logger,
        EventInterface $handler
    ): MainSocketManager|Workerman\MainSocketManager {
        $manager = Extension::isApi8() ? new Workerman\MainSocketManager() : new MainSocketManager();
        $loop = Extension::isApi8() ? [Worker::$globalEvent] : [];
        $this->addMainSockets($manager, Workerman\MainSocket::class, $logger, $handler, $loop);
        return $manager;
    }

    /**
     * The names of the events that are asked for.
     *
     * @return list<'open'|'close'|'message'>
     */
    public function eventNames(): array
    {
        return array_keys(array_filter(self::bits(), fn(int $bit): bool => ($this->events & $bit) !== 0));
    }

    /** @param bool $heartbeats whether the constructor of the class takes what heartbeats need */
    private function taskSocketsOf(
        string $class,
        LoggerInterface $logger,
        bool $heartbeats,
        TaskSocketManger $manager
    ): TaskSocketManger {
        foreach ($this->taskAddrs as $taskAddr) {
            $manager->addSocket(new $class(
                self::logPrefix('TaskSocket'),
                $logger,
                $taskAddr,
                $this->sendReceiveTimeout,
                $this->connectTimeout,
                $this->maxIdleTime,
                ...($heartbeats ? [$this->heartbeatMessage, $this->heartbeatInterval * 1000] : [])
            ));
        }
        return $manager;
    }

    /** @param list<mixed> $loop what the constructor of the class takes last, if anything */
    private function addMainSockets(
        MainSocketManagerInterface $manager,
        string $class,
        LoggerInterface $logger,
        EventInterface $handler,
        array $loop
    ): void {
        $logPrefix = self::logPrefix('MainSocket');
        $milliseconds = $this->heartbeatInterval * 1000;
        foreach ($this->workerAddrs as $workerAddr) {
            $socket = new Socket($logPrefix, $logger, $workerAddr, $this->sendReceiveTimeout, $this->connectTimeout);
            $manager->addSocket(new $class($logPrefix, $logger, $handler, ...(Extension::isApi8()
                ? [$this->events, $socket, $this->heartbeatMessage, $milliseconds, ...$loop]
                : [$socket, $this->heartbeatMessage, $this->events, $this->processCmdGoroutineNum, $milliseconds])));
        }
    }

    private static function logPrefix(string $kind): string
    {
        return sprintf('%s#%d', $kind, getmypid());
    }

    /**
     * API 8 takes both addresses of a gateway 8.x as they are; in API 4 the extension finds the second one by the first.
     *
     * @param list<string> $workerAddrs
     * @return list<string>
     */
    private static function taskAddrs(mixed $value, array $workerAddrs): array
    {
        if (!Extension::isApi8()) {
            return $workerAddrs;
        }
        if ($value !== null && $value !== '') {
            return self::addresses('task_addrs', $value);
        }
        if (trim((string)ini_get('netsvr.gateway')) === '5') {
            return $workerAddrs;
        }
        // where the gateway's own example has it
        return array_map(static fn(string $address): string => (string)preg_replace_callback(
            '~\d+$~D',
            static fn(array $port): string => (string)((int)$port[0] + 1),
            $address
        ), $workerAddrs);
    }

    /** @return list<string> */
    private static function addresses(string $key, mixed $value): array
    {
        $addresses = [];
        foreach (is_array($value) ? $value : explode(',', (string)$value) as $address) {
            $address = trim((string)$address);
            if ($address === '') {
                continue;
            }
            $colon = strrpos($address, ':');
            $port = $colon === false ? '' : substr($address, $colon + 1);
            if ($colon === 0 || strpbrk($address, '/; ') !== false || preg_match('~^\d+$~D', $port) !== 1 || (int)$port < 1 || (int)$port > 65535) {
                throw new InvalidArgumentException(
                    "netsvr: $key has \"$address\", which is not host:port: give a name or an IPv4 address and a port from 1 to"
                    . ' 65535 for each gateway, with commas between them and nothing before or behind'
                );
            }
            $addresses[] = $address;
        }
        if ($addresses === []) {
            throw new InvalidArgumentException(
                "netsvr: $key names no gateway: set it (in .env NETSVR_" . strtoupper($key) . ') to host:port, as ListenAddress'
                . ' of the gateway has it; where the configuration is cached, cache it anew'
            );
        }
        return array_values(array_unique($addresses));
    }

    /**
     * No constant: whoever only reflects the class, as Symfony does when it builds its container, may have no extension.
     *
     * @return array{open: int, close: int, message: int}
     */
    private static function bits(): array
    {
        return ['open' => Event::OnOpen, 'close' => Event::OnClose, 'message' => Event::OnMessage];
    }

    private static function events(mixed $value): int
    {
        if (is_int($value)) {
            $mask = $value;
        } else {
            $mask = 0;
            foreach (is_array($value) ? $value : explode(',', (string)$value) as $name) {
                $name = trim((string)$name);
                if ($name !== '') {
                    $mask |= self::bits()[$name] ?? throw new InvalidArgumentException(
                        "netsvr: events has \"$name\"; there are " . implode(', ', array_keys(self::bits()))
                    );
                }
            }
        }
        if (($mask & array_sum(self::bits())) === 0) {
            throw new InvalidArgumentException('netsvr: events names no event, and a gateway registers nobody for none: set it (in .env'
                . ' NETSVR_EVENTS) to one or more of ' . implode(', ', array_keys(self::bits())) . ', with commas between them');
        }
        return $mask;
    }

    /** @param array<string, mixed> $config */
    private static function positive(array $config, string $key, int $default): int
    {
        $value = filter_var($config[$key] ?? $default, FILTER_VALIDATE_INT);
        if ($value === false || $value < 1) {
            throw new InvalidArgumentException("netsvr: $key has to be a whole number above 0, of seconds if it is a time; it is "
                . json_encode($config[$key]));
        }
        return $value;
    }
}
