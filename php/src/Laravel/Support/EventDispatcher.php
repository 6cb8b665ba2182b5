<?php
/*
 * The event dispatcher of the application, as it is now: Event::fake() puts another one in its place. For what asks each
 * time whether somebody listens: the container is asked once, and says when there is another one. To ask it each time
 * would take half as long again as publishing a message does.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Support;

use Illuminate\Container\Container as LaravelContainer;
use Illuminate\Contracts\Container\Container;
use Illuminate\Contracts\Events\Dispatcher;

/** @internal a singleton: each one asks to be told */
final class EventDispatcher
{
    private ?Dispatcher $events = null;

    public function __construct(private readonly Container $container)
    {
    }

    public function get(): Dispatcher
    {
        return $this->events ?? $this->find();
    }

    private function find(): Dispatcher
    {
        $events = $this->container->make('events');
        // another container than Laravel's tells nobody
        if ($this->container instanceof LaravelContainer) {
            $this->events = $events;
            $this->container->rebinding('events', function (Container $container, Dispatcher $events): void {
                $this->events = $events;
            });
        }
        return $events;
    }
}
