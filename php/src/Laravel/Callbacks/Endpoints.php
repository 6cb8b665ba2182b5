<?php
/*
 * What answers the callbacks in a Laravel application: its container makes the application's class, its settings, its
 * log, its exception handler, its events.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Callbacks;

use Illuminate\Contracts\Container\Container;
use Illuminate\Contracts\Debug\ExceptionHandler;
use Illuminate\Contracts\Events\Dispatcher;
use NetsvrBusiness\Laravel\Events\NetsvrConnectionClosed;
use NetsvrBusiness\Laravel\Events\NetsvrConnectionOpened;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\CallbackEndpoint;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\CallbackSecret;
use NetsvrBusiness\Support\Closed;
use NetsvrBusiness\Support\Opening;
use Throwable;

/** @internal */
final class Endpoints
{
    public function __construct(private readonly Container $container, private readonly CallbackSecret $secret)
    {
    }

    /** @param class-string<Callbacks>|Callbacks $callbacks a class is made for each call */
    public function of(string|Callbacks $callbacks): CallbackEndpoint
    {
        $events = $this->container->make(Dispatcher::class);
        return new CallbackEndpoint(
            fn(): Callbacks => is_string($callbacks) ? $this->container->make($callbacks) : $callbacks,
            $this->secret,
            $this->container->make(NetsvrServiceProvider::LOGGER),
            (float)$this->container->make('config')->get('netsvr.callbacks.budget', CallbackEndpoint::BUDGET),
            static function (Opening $opening, Admission $admission) use ($events): void {
                $events->dispatch(new NetsvrConnectionOpened($opening, $admission));
            },
            static function (Closed $closed) use ($events): void {
                $events->dispatch(new NetsvrConnectionClosed($closed));
            },
            function (Throwable $thrown): void {
                $this->container->make(ExceptionHandler::class)->report($thrown);
            }
        );
    }
}
