<?php
/*
 * What an event can leave behind in the application, and what makes it as it was: all that the framework's queue worker
 * resets between two jobs, and what belongs to a client besides: who is logged in, the language, the request, the
 * session, an open transaction. The worker keeps its reset to itself (it is a closure of QueueServiceProvider), so the
 * same is done here, by the public methods that the framework's version has. No service is made for being reset.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use Closure;
use Illuminate\Contracts\Foundation\Application;
use Illuminate\Http\Request;
use Illuminate\Log\Context\Repository as Context;
use Illuminate\Log\LogManager;
use Illuminate\Session\SessionManager;
use Illuminate\Support\Defer\DeferredCallback;
use Illuminate\Support\Defer\DeferredCallbackCollection;
use Illuminate\Support\Facades\Facade;
use Throwable;

/** @internal */
final class ApplicationState
{
    private readonly Databases $databases;
    private readonly Guards $guards;
    private readonly Locales $locales;
    private readonly ?Request $request;

    /**
     * Takes down how things are now: after the start, before the first event.
     *
     * @param Closure(Throwable): void $report
     * @param bool $keepTransactions whether those that are open now stay open
     */
    public function __construct(
        private readonly Application $app,
        private readonly Closure $report,
        bool $keepTransactions = false
    ) {
        $this->databases = new Databases($app, $keepTransactions);
        $this->guards = new Guards($app);
        $this->locales = new Locales($app);
        $this->request = $app->bound('request') ? clone $app->make('request') : null;
    }

    /**
     * After what it did has been reported: a report has the context of the event.
     *
     * @param string $who has been at work, for reports
     * @param bool $failed whether it threw: what was deferred to its end happens only then if it says so
     */
    public function reset(string $who, bool $failed): void
    {
        $this->rollBack($who);
        $this->attempt(fn() => $this->runDeferred($failed));
        $this->rollBack($who);
        // Each step, whether or not another one fails.
        $this->attempt($this->databases->reset(...));
        $this->attempt($this->guards->reset(...));
        $this->attempt($this->locales->reset(...));
        $this->attempt($this->resetSession(...));
        $this->attempt($this->resetRequest(...));
        $this->attempt($this->resetContext(...));
        $this->app->forgetScopedInstances();
        Facade::clearResolvedInstances();
        memory_reset_peak_usage();
    }

    private function rollBack(string $who): void
    {
        foreach ($this->databases->rollBack($who) as $thrown) {
            ($this->report)($thrown);
        }
    }

    /** defer(), since Laravel 11: at the end of a request or a job, and of an event. */
    private function runDeferred(bool $failed): void
    {
        if ($this->app->resolved(DeferredCallbackCollection::class)) {
            $this->app->make(DeferredCallbackCollection::class)->invokeWhen(
                static fn(DeferredCallback $callback): bool => !$failed || $callback->always
            );
        }
    }

    private function resetSession(): void
    {
        $sessions = $this->app->resolved('session') ? $this->app->make('session') : null;
        foreach ($sessions instanceof SessionManager ? $sessions->getDrivers() : [] as $session) {
            if ($session->all() !== []) {
                $session->flush();
                $session->setId(null);
            }
        }
    }

    /** Others hold the request, too (URLs, guards): they are told, as they are of each new one. */
    private function resetRequest(): void
    {
        if ($this->request !== null) {
            $this->app->instance('request', clone $this->request);
        }
    }

    private function resetContext(): void
    {
        $log = $this->app->resolved('log') ? $this->app->make('log') : null;
        if ($log instanceof LogManager) {
            // since Laravel 9
            if (method_exists($log, 'flushSharedContext')) {
                $log->flushSharedContext();
            }
            foreach ($log->getChannels() as $channel) {
                if (method_exists($channel, 'withoutContext')) {
                    $channel->withoutContext();
                }
            }
        }
        // since Laravel 11
        if ($this->app->resolved(Context::class)) {
            $this->app->make(Context::class)->flush();
        }
    }

    private function attempt(Closure $step): void
    {
        try {
            $step();
        } catch (Throwable $thrown) {
            ($this->report)($thrown);
        }
    }
}
