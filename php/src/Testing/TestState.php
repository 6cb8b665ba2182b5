<?php
/*
 * What belongs to the test, not to netsvr:work, which is another process: who is logged in, the session. Put aside while
 * an event is handled, so that the handler does not see it, and put back. Mocks stay in their places.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use Illuminate\Auth\AuthManager;
use Illuminate\Container\Container;
use Illuminate\Contracts\Auth\Authenticatable;
use Illuminate\Contracts\Foundation\Application;
use Illuminate\Contracts\Session\Session;
use Illuminate\Session\SessionManager;
use Mockery\LegacyMockInterface;
use PHPUnit\Framework\MockObject\MockObject;

/** @internal */
final class TestState
{
    /** Null where nobody has asked who is logged in. */
    private readonly ?AuthManager $auth;
    private readonly ?Authenticatable $user;
    /** @var array<string, array<string, mixed>> by driver */
    private readonly array $sessions;
    /** @var array<string, object> mocks of what is bound by scoped(), which netsvr:work makes anew for each event */
    private readonly array $mocks;

    public function __construct(private readonly Application $app)
    {
        $auth = $app->resolved('auth') ? $app->make('auth') : null;
        $this->auth = $auth instanceof AuthManager && $auth->hasResolvedGuards() ? $auth : null;
        $guard = $this->auth?->guard();
        $this->user = $guard !== null && method_exists($guard, 'hasUser') && $guard->hasUser() ? $guard->user() : null;
        $this->auth?->forgetGuards();
        $this->sessions = array_map(static fn(Session $session): array => $session->all(), $this->drivers());
        array_map(static fn(Session $session) => $session->flush(), $this->drivers());
        $scoped = Closure::bind(
            fn(): array => array_intersect_key($this->instances, array_flip($this->scopedInstances)),
            $app,
            Container::class
        )();
        $this->mocks = array_filter($scoped, static fn(mixed $it): bool =>
            $it instanceof LegacyMockInterface || $it instanceof MockObject);
    }

    public function putBack(): void
    {
        if ($this->user !== null) {
            $this->auth?->guard()->setUser($this->user);
        }
        foreach ($this->sessions as $driver => $data) {
            $session = $this->drivers()[$driver] ?? null;
            $session?->flush();
            $session?->replace($data);
        }
        foreach ($this->mocks as $abstract => $mock) {
            $this->app->instance($abstract, $mock);
        }
    }

    /** @return array<string, Session> */
    private function drivers(): array
    {
        $sessions = $this->app->resolved('session') ? $this->app->make('session') : null;
        return $sessions instanceof SessionManager ? $sessions->getDrivers() : [];
    }
}
