<?php
/*
 * A process of Webman that is registered at the gateways and hands what websocket clients do to the handler of the
 * plugin's configuration.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

use InvalidArgumentException;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Stats;
use NetsvrBusiness\Support\Extension;
use Psr\Log\LoggerInterface;
use support\Container as WebmanContainer;
use Throwable;
use UnexpectedValueException;
use Workerman\Timer;
use Workerman\Worker;

class MainProcess
{
    /** Seconds between attempts to reach one gateway. */
    private const PAUSE = 3.0;

    /** Seconds between looks whether this process is registered. */
    private const LOOK = 0.5;

    /** How many looks a gateway that says nothing may take to let this process register. */
    private const PATIENCE = 4;

    private ?MainSocketManagerInterface $manager = null;
    private bool $stopped = false;
    /** One of the processes speaks on the terminal for all of them. */
    private bool $tells = false;
    /** Why the handler could not be made, as it has been said. */
    private string $said = '';

    /**
     * What cannot get better by itself is said once, and the process idles until it is reloaded: Workerman starts a
     * process that ends again at once, with the same outcome.
     */
    public function onWorkerStart(Worker $worker): void
    {
        $this->tells = $worker->id === 0;
        $logger = Plugin::logger();
        $problem = $this->problem();
        if ($problem === null) {
            $this->begin($logger);
        } elseif ($this->tells) {
            // The extension is loaded by the first process alone.
            $problem = rtrim($problem, '.') . '; what clients send is not handled until ' . (Extension::isThere()
                ? 'this is corrected and Webman reloads: php start.php reload.'
                : 'Webman is restarted.');
            $logger->error($problem);
            Worker::log($problem);
        }
    }

    public function onWorkerStop(): void
    {
        $this->stopped = true;
        $this->manager?->close();
    }

    /** Until the handler can be made: its constructor may want what is not there yet, such as a database. */
    private function begin(LoggerInterface $logger): void
    {
        if ($this->stopped) {
            return;
        }
        $class = Plugin::config()['work']['handler'];
        try {
            $handler = WebmanContainer::make($class, []);
            if (!$handler instanceof EventInterface) {
                throw new UnexpectedValueException(
                    'Webman\'s container gives ' . get_debug_type($handler) . ', which does not implement ' . EventInterface::class
                );
            }
        } catch (Throwable $thrown) {
            $this->tellThatThereIsNoHandler($class, $thrown, $logger);
            Timer::add(self::PAUSE, fn() => $this->begin($logger), [], false);
            return;
        }
        $this->connect($handler, new MainLogger($logger, $class));
    }

    /** Until one gateway has registered; from then on the main sockets connect by themselves, those of the others, too. */
    private function connect(EventInterface $handler, LoggerInterface $logger): void
    {
        if ($this->stopped) {
            return;
        }
        $manager = Plugin::gateways()->mainSocketsForWorkerman($logger, $handler);
        $manager->registerAtMost(max(1, (int)(Plugin::config()['work']['count'] ?? 1)));
        if ($manager->start()) {
            $this->manager = $manager;
            $this->tellWhereItIsRegistered($handler);
            // One-way calls of NetBus in this process take the registered connections from now on.
            Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
            return;
        }
        $this->tellThatNobodyIsThere();
        Timer::add(self::PAUSE, fn() => $this->connect($handler, $logger), [], false);
    }

    /** Each reason once. */
    private function tellThatThereIsNoHandler(string $class, Throwable $thrown, LoggerInterface $logger): void
    {
        $reason = self::described($thrown);
        if ($this->tells && $this->said !== $reason) {
            $this->said = $reason;
            $problem = sprintf(
                'netsvr: work.handler: %s cannot be made: %s; what clients send is not handled. Trying again every %d seconds.',
                $class,
                $reason,
                self::PAUSE
            );
            $logger->error($problem, ['exception' => $thrown]);
            Worker::log($problem);
        }
    }

    /** Whoever has just typed `php start.php start` looks at the terminal, not at the log. */
    private function tellThatNobodyIsThere(): void
    {
        if ($this->tells) {
            $this->tells = false;
            Worker::log(sprintf(
                'netsvr: not registered: no gateway answers at %s. Start the gateway, or correct worker_addrs in %s/app.php;'
                . ' php webman netsvr:status says what is there. It is tried again and again.',
                implode(', ', Plugin::gateways()->workerAddrs),
                Plugin::FOLDER
            ));
        }
    }

    /** Of each gateway once. A process that stands by says so when it has taken over. */
    private function tellWhereItIsRegistered(EventInterface $handler): void
    {
        $told = [];
        $looks = [];
        $timer = Timer::add(self::LOOK, function () use ($handler, &$told, &$looks, &$timer): void {
            $with = static fn(string $state): array
                => array_column(array_filter(Stats::get(), static fn(array $gateway): bool => $gateway[$state] > 0), 'workerAddr');
            $new = array_diff($with('registeredMainSockets'), $told);
            if ($new !== []) {
                $told = [...$told, ...$new];
                $missing = array_diff($with('renewingMainSockets'), $told);
                Worker::log(sprintf(
                    'netsvr: registered at %s%s; what clients send goes to %s.',
                    implode(', ', $new),
                    $missing === [] ? '' : ', not yet at ' . implode(', ', $missing),
                    get_debug_type($handler)
                ));
            } elseif ($told === [] && self::hasFailedEverywhere($looks)) {
                // It stood by while another process asked in vain.
                $this->tellThatNobodyIsThere();
            }
            if ($this->stopped || count($told) >= count(Plugin::gateways()->workerAddrs)) {
                Timer::del($timer);
            }
        });
    }

    /**
     * Whether this process has tried to register at every gateway, in vain.
     *
     * @param array<string, int> $looks how often it was seen trying, by address; counted on
     */
    private static function hasFailedEverywhere(array &$looks): bool
    {
        $failed = 0;
        foreach (Stats::get() as $gateway) {
            $address = $gateway['workerAddr'];
            $looks[$address] = ($looks[$address] ?? 0) + ($gateway['renewingMainSockets'] > 0 ? 1 : 0);
            $failed += $looks[$address] >= self::PATIENCE || ($looks[$address] > 0 && $gateway['failedDials'] > 0) ? 1 : 0;
        }
        return $failed >= count(Plugin::gateways()->workerAddrs);
    }

    /** Why this process cannot work, in a sentence; null when it can. */
    private function problem(): ?string
    {
        if (!Extension::isThere()) {
            return Extension::missing();
        }
        $problem = self::problemOf(Plugin::config()['work']['handler'] ?? null);
        if ($problem !== null) {
            return $problem;
        }
        try {
            Plugin::gateways();
        } catch (InvalidArgumentException $exception) {
            return $exception->getMessage();
        }
        return null;
    }

    private static function problemOf(mixed $class): ?string
    {
        $isName = is_string($class) && $class !== '';
        try {
            if ($isName && is_a($class, EventInterface::class, true)) {
                return null;
            }
            $isThere = $isName && class_exists($class);
        } catch (Throwable $thrown) {
            return "netsvr: work.handler: $class cannot be loaded: " . self::described($thrown);
        }
        $what = sprintf(
            'netsvr: work.handler has to be a class that implements %s, not %s',
            EventInterface::class,
            $isName ? $class : ($class === '' ? 'an empty text' : get_debug_type($class))
        );
        return match (true) {
            !$isName => "$what: name one in " . Plugin::FOLDER . '/app.php; php webman netsvr:make-handler ChatHandler writes one',
            $isThere => "$what, which does not: write \"implements \\" . EventInterface::class . '" behind its name',
            default => "$what: " . self::whereItIsMissing($class),
        };
    }

    private static function whereItIsMissing(string $class): string
    {
        $file = strtr(ltrim($class, '\\'), '\\', '/') . '.php';
        return is_file(base_path() . "/$file")
            ? "$file is there, and declares no such class: compare its namespace and the name of its class, letter by letter"
            : "there is no such class, and no file $file: correct the name in " . Plugin::FOLDER . '/app.php, or run composer'
                . ' dump-autoload if the class is elsewhere. php webman netsvr:make-handler writes a handler';
    }

    private static function described(Throwable $thrown): string
    {
        return sprintf('%s: %s in %s on line %d', get_debug_type($thrown), $thrown->getMessage(), $thrown->getFile(), $thrown->getLine());
    }
}
