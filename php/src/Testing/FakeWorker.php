<?php
/*
 * Stands for netsvr:work, or Webman's process: hands the events of the fake's clients to the application's handler. In
 * Laravel the container makes the handler for each event, as it does there; elsewhere it is made once. What the handler
 * throws comes out.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use Illuminate\Contracts\Container\Container as LaravelContainer;
use InvalidArgumentException;
use LogicException;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Laravel\Broadcasting\Dialect;
use NetsvrBusiness\Laravel\Work\HasPeriodicWork;
use NetsvrBusiness\Support\Gateways;

/** @internal */
final class FakeWorker
{
    /** What the configuration calls the events that gateways are asked for. */
    private const OPEN = 'open';
    private const MESSAGE = 'message';
    private const CLOSE = 'close';

    private string|EventInterface|null $handler = null;

    /** @param class-string<EventInterface>|EventInterface $handler */
    public function handleWith(string|EventInterface $handler): void
    {
        if (is_string($handler) && !is_a($handler, EventInterface::class, true)) {
            throw new InvalidArgumentException("$handler does not implement " . EventInterface::class);
        }
        $this->handler = $handler;
    }

    public function open(ConnOpen $event): void
    {
        $this->handle(self::OPEN, static fn(EventInterface $handler) => $handler->onOpen($event));
    }

    public function message(Transfer $event): void
    {
        $this->handle(self::MESSAGE, static fn(EventInterface $handler) => $handler->onMessage($event));
    }

    public function close(ConnClose $event): void
    {
        $this->handle(self::CLOSE, static fn(EventInterface $handler) => $handler->onClose($event));
    }

    /** What the handler has to do between events, once. */
    public function tick(): void
    {
        $handler = $this->make();
        $container = Container::getInstance();
        if ($handler instanceof HasPeriodicWork && $container instanceof LaravelContainer) {
            foreach ($handler::periodic() as $class) {
                $container->make($class)->tick();
            }
        }
    }

    private function handle(string $event, Closure $call): void
    {
        $container = Container::getInstance();
        if (!$container instanceof LaravelContainer) {
            $call($this->make());
            return;
        }
        if (!in_array($event, $container->make(Gateways::class)->eventNames(), true)) {
            // work.events leaves it out: gateways send no such events
            return;
        }
        try {
            $call($this->make());
        } finally {
            $container->forgetScopedInstances();
        }
    }

    private function make(): EventInterface
    {
        if ($this->handler instanceof EventInterface) {
            return $this->handler;
        }
        $container = Container::getInstance();
        if ($container instanceof LaravelContainer) {
            $config = $container->make('config');
            $handler = $container->make($this->handler ?? $config->get('netsvr.work.handler')
                ?? Dialect::handler($config->get('netsvr.dialect', Dialect::PUSHER)));
            return $handler instanceof EventInterface ? $handler : throw new LogicException(
                sprintf('netsvr: work.handler: %s does not implement %s', get_debug_type($handler), EventInterface::class)
            );
        }
        if ($this->handler === null) {
            throw new LogicException('No handler is told of what clients do: name it with handleWith().');
        }
        return $this->handler = new $this->handler();
    }
}
