<?php
/*
 * Who is logged in, as far as the application knows.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use Closure;
use Illuminate\Auth\AuthManager;
use Illuminate\Container\Container;
use Illuminate\Contracts\Auth\Guard;
use Illuminate\Contracts\Foundation\Application;
use ReflectionFunction;

/** @internal */
final class Guards
{
    private readonly mixed $default;

    public function __construct(private readonly Application $app)
    {
        $this->default = $app->make('config')->get('auth.defaults.guard');
    }

    /** Nobody, and the default guard is that of the configuration again. */
    public function reset(): void
    {
        $auth = $this->app->resolved('auth') ? $this->app->make('auth') : null;
        if (!$auth instanceof AuthManager) {
            return;
        }
        if ($auth->getDefaultDriver() !== $this->default) {
            $auth->setDefaultDriver($this->default);
        }
        if ($auth->hasResolvedGuards()) {
            $auth->forgetGuards();
            $this->release();
        }
    }

    /**
     * Each guard has asked the container for the request that comes after this one, and the container never forgets who
     * has: it would keep every guard of every event.
     */
    private function release(): void
    {
        Closure::bind(function (): void {
            foreach ($this->reboundCallbacks['request'] ?? [] as $number => $callback) {
                $target = (new ReflectionFunction($callback))->getClosureUsedVariables()['target'] ?? null;
                if ($target instanceof Guard) {
                    unset($this->reboundCallbacks['request'][$number]);
                }
            }
        }, $this->app, Container::class)();
    }
}
