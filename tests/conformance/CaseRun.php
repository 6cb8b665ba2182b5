<?php
/*
 * Runs one recorded case against the NetBus that this PHP has and gives its outcome in the shape of the
 * recorded one. Judges nothing.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\ChildProcess;
use Workerman\Timer;
use Workerman\Worker;

final class CaseRun
{
    /** What the options of a case are where it does not say. */
    public const DEFAULTS = [
        'prefix' => 'TaskSocket#1', 'timeout' => 10, 'maxIdle' => 100, 'answer' => [], 'workers' => [], 'fire' => 0,
        'heartbeat' => '~6YOt5rW35piO~', 'interval' => 45_000,
    ];

    private RecordingLogger $logger;
    private array $options;
    private array $diagnostics = [];
    /** @var list<array{string, array}> addresses that the manager did not take, and why */
    private array $setup = [];
    private ?\ArrayObject $mainCalls = null;
    private Api $api;

    /** @param array<string, list<string>> $responses what the gateways answer, by address, in hex */
    public function __construct(private array $case, private ChildProcess $gateway, private array $responses)
    {
        $this->options = ($case['options'] ?? []) + self::DEFAULTS;
        $this->logger = new RecordingLogger();
        $this->api = Api::current();
    }

    public function outcome(): array
    {
        $this->gateway->request([
            'do' => 'begin',
            'listen' => Recorded::up($this->case),
            'responses' => $this->responses,
            'close' => $this->options['answer']['close'] ?? false,
            'split' => $this->options['answer']['split'] ?? false,
            'then_close' => $this->options['answer']['then_close'] ?? false,
        ]);
        $calls = require __DIR__ . (isset($this->options['strict']) ? '/calls-strict.php' : '/calls-weak.php');
        $this->api->is8() && $this->beginTimers();
        $manager = $this->initialise();

        $outcome = $this->call($calls, $this->case['call']);
        foreach ($this->case['then'] ?? [] as $then) {
            $this->gateway->request(['do' => 'settle']);
            // A connection that was used less than 100 microseconds ago is taken for alive.
            usleep(200);
            $outcome['then'][] = ['call' => $then['call']] + $this->call($calls, $then['call']);
        }
        if ($this->mainCalls !== null) {
            $outcome['main'] = $this->mainCalls->getArrayCopy();
        }
        if ($this->api->is8()) {
            for ($i = 0; $i < $this->options['fire']; $i++) {
                Timer::fire();
            }
        }
        $manager->close();
        Container::setInstance(new Container());
        unset($manager);

        ['frames' => $frames, 'conns' => $conns, 'open' => $open] = $this->gateway->request(['do' => 'report']);
        if ($open > 0) {
            $outcome['open'] = "$open connections stayed open";
        }
        if ($this->api->is8() && Timer::$noted !== []) {
            $outcome['timers'] = Timer::$noted;
        }
        if ($this->setup !== []) {
            $outcome['setup'] = $this->setup;
        }
        return $outcome + [
            'frames' => $frames,
            'conns' => $conns,
            'diagnostics' => $this->diagnostics,
            'log' => $this->logger->lines,
        ];
    }

    private function initialise(): TaskSocketManger
    {
        $container = new Container();
        Container::setInstance($container);
        $manager = new TaskSocketManger();
        foreach ($this->options['addrs'] ?? $this->case['gateways'] as $addr) {
            try {
                $manager->addSocket($this->taskSocket($addr));
            } catch (\Throwable $thrown) {
                $this->setup[] = [$addr, self::exception($thrown)];
            }
        }
        if (!isset($this->options['nomanager'])) {
            $container->bind(TaskSocketMangerInterface::class, $manager);
        }
        if (isset($this->options['main'])) {
            $container->bind(MainSocketManagerInterface::class, $this->startMainSockets());
        }
        return $manager;
    }

    private function taskSocket(string $addr): TaskSocket
    {
        ['prefix' => $prefix, 'timeout' => $timeout, 'maxIdle' => $maxIdle] = $this->options;
        $heartbeat = $this->api->is8() ? [$this->options['heartbeat'], $this->options['interval']] : [];
        return new TaskSocket($prefix, $this->logger, $addr, $timeout, $timeout, $maxIdle, ...$heartbeat);
    }

    private function beginTimers(): void
    {
        class_exists(Timer::class, false) || require __DIR__ . '/workerman-stub.php';
        Timer::begin();
        Worker::$workers = $this->options['workers'];
    }

    private function startMainSockets(): MainSocketManagerInterface
    {
        $this->mainCalls = new \ArrayObject();
        $manager = new $this->api->mainSocketManager();
        foreach ($this->options['main'] as $port) {
            $fails = ($this->options['main_fail_port'] ?? $port) === $port ? $this->options['main_fail'] ?? '' : '';
            $manager->addSocket(new RecordingMainSocket("127.0.0.1:$port", $this->mainCalls, $fails));
        }
        try {
            $started = $manager->start();
        } catch (\Throwable $thrown) {
            $started = self::exception($thrown);
        }
        $this->mainCalls[] = ['manager', 'start', $started];
        return $manager;
    }

    /** @return array{result: mixed}|array{exception: array} */
    private function call(\Closure $calls, array $call): array
    {
        $arguments = Values::decode($call['args']);
        error_clear_last();
        set_error_handler(function (int $level, string $message, string $file): bool {
            // Google's runtime has deprecations of its own, which were not recorded.
            if (error_reporting() & $level && !str_contains($file, '/Google/Protobuf/')) {
                $this->diagnostics[] = [$level, $message];
            }
            // PHP is to keep it for error_get_last().
            return false;
        });
        try {
            return ['result' => ObjectNotes::of($calls($call['method'], $arguments))];
        } catch (\Throwable $thrown) {
            return ['exception' => self::exception($thrown)];
        } finally {
            restore_error_handler();
        }
    }

    public static function exception(\Throwable $thrown): array
    {
        return [
            'class' => get_class($thrown),
            'message' => preg_replace('/(, called)? in \S+\.php on line \d+/', '', $thrown->getMessage()),
            'code' => $thrown->getCode(),
        ];
    }
}
