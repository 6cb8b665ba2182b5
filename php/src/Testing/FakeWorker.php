<?php
/*
 * Stands for netsvr:work, or Webman's process: hands the events of the fake's clients to the application's handler. In
 * Laravel the handler is made, and what it leaves behind is reset, as netsvr:work does it. What the handler throws comes
 * out, and what netsvr:work would only report, too.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use Illuminate\Contracts\Foundation\Application;
use InvalidArgumentException;
use LogicException;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Laravel\Work\ApplicationState;
use NetsvrBusiness\Laravel\Work\HandlerFactory;
use NetsvrBusiness\Laravel\Work\Periodic;
use NetsvrBusiness\Support\Gateways;
use Throwable;

/** @internal */
final class FakeWorker
{
    private string|EventInterface|null $given = null;
    private ?HandlerFactory $factory = null;
    /** @var list<Periodic>|null made once, as in a process */
    private ?array $periodic = null;

    /**
     * @param class-string<EventInterface>|EventInterface $handler
     * @throws InvalidArgumentException for a class that is no handler
     */
    public function handleWith(string|EventInterface $handler): void
    {
        if (is_string($handler) && !is_a($handler, EventInterface::class, true)) {
            throw new InvalidArgumentException("$handler does not implement " . EventInterface::class);
        }
        [$this->given, $this->factory, $this->periodic] = [$handler, null, null];
    }

    public function open(ConnOpen $event): void
    {
        $this->handle('open', 'onOpen', $event);
    }

    public function message(Transfer $event): void
    {
        $this->handle('message', 'onMessage', $event);
    }

    public function close(ConnClose $event): void
    {
        $this->handle('close', 'onClose', $event);
    }

    /** The periodic work of the handler's class, once. */
    public function tick(): void
    {
        $app = $this->app();
        if ($app === null || $this->given instanceof EventInterface) {
            return;
        }
        $this->periodic ??= $this->factory($app)->periodic();
        foreach ($this->periodic as $work) {
            $this->run($work->tick(...), $work::class . '::tick');
        }
    }

    /** @param string $name as in `work.events`: what gateways are not asked for they do not send */
    private function handle(string $name, string $method, ConnOpen|Transfer|ConnClose $event): void
    {
        $app = $this->app();
        if ($app === null || in_array($name, $app->make(Gateways::class)->eventNames(), true)) {
            $this->run(fn() => $this->handler()->$method($event), "{$this->handlerClass()}::$method");
        }
    }

    /** @throws Throwable what it throws; else what has been left behind that it should not have */
    private function run(Closure $work, string $who): void
    {
        $app = $this->app();
        if ($app === null) {
            $work();
            return;
        }
        $test = new TestState($app);
        $faults = [];
        $state = new ApplicationState($app, static function (Throwable $fault) use (&$faults): void {
            $faults[] = $fault;
        }, true);
        try {
            $work();
        } catch (Throwable $thrown) {
            $faults[] = $thrown;
        }
        $state->reset($who, isset($thrown));
        $test->putBack();
        if ($faults !== []) {
            throw $faults[0];
        }
    }

    private function handler(): EventInterface
    {
        $app = $this->app();
        if ($this->given instanceof EventInterface) {
            return $this->given;
        }
        if ($app !== null) {
            return $this->factory($app)->make();
        }
        if ($this->given === null) {
            throw new LogicException('There is no handler for what clients do: name the handler with handleWith().');
        }
        return $this->given = new $this->given();
    }

    private function handlerClass(): string
    {
        $app = $this->app();
        return match (true) {
            $this->given instanceof EventInterface => $this->given::class,
            $app !== null => $this->factory($app)->class,
            default => (string)$this->given,
        };
    }

    private function factory(Application $app): HandlerFactory
    {
        return $this->factory ??= HandlerFactory::configured($app, is_string($this->given) ? $this->given : null);
    }

    private function app(): ?Application
    {
        $container = Container::getInstance();
        return $container instanceof Application ? $container : null;
    }
}
