<?php
/*
 * Routes for what gateways and clients ask, and users by their connections.
 *
 *     Netsvr::callbacks('/netsvr', SocketAuthenticator::class);     // in routes/*.php
 *     Netsvr::claims('/netsvr/claim')->middleware('auth');
 *
 *     Netsvr::isOnline($user);
 *     Netsvr::disconnect($user);
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel;

use Illuminate\Container\Container;
use Illuminate\Contracts\Auth\Authenticatable;
use Illuminate\Routing\Route;
use Illuminate\Support\Facades\Route as RouteFacade;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Callbacks\CallbackController;
use NetsvrBusiness\Laravel\Identity\ClaimController;
use NetsvrBusiness\Laravel\Identity\Users;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Callbacks;

final class Netsvr
{
    /**
     * Routes for the callbacks of the gateways: POST to `$uri/open` and `$uri/close`. In whichever file and group they
     * stand, they have none of its middleware: a gateway has no session and no CSRF token, and all clients come from its
     * one address, which no limit may hold back. What lets it in is the secret of callbacks.secret.
     *
     * @param class-string<Callbacks> $callbacks made by the container for each call
     */
    public static function callbacks(string $uri, string $callbacks): void
    {
        foreach (['open', 'close'] as $callback) {
            $route = RouteFacade::post(rtrim($uri, '/') . "/$callback", [CallbackController::class, $callback]);
            $route->setAction(['middleware' => []] + $route->getAction())->defaults('callbacks', $callbacks);
        }
    }

    /**
     * A route by which the user who is logged in makes a connection theirs: POST of `socket_id` and `signature`, which
     * the connection was greeted with, by ChannelHandler or GreetAndClaim. Belongs where there are session and CSRF
     * token; another guard than the default one is a middleware of the route.
     */
    public static function claims(string $uri): Route
    {
        return RouteFacade::post($uri, [ClaimController::class, 'claim']);
    }

    /** What a user is called at the gateways: singleCastByCustomerId() and its like reach the user's connections by it. */
    public static function customerId(Authenticatable|string|int $user): string
    {
        return Users::customerId(Container::getInstance()->make(Applications::class)->default(), $user);
    }

    /**
     * Ends all connections of a user. Their page may connect again, so say no to the user first.
     *
     * @param string $data their last message; empty: none
     */
    public static function disconnect(Authenticatable|string|int $user, string $data = ''): void
    {
        NetBus::forceOfflineByCustomerId(self::customerId($user), $data);
    }

    /**
     * Whether a user has a connection, to any of the gateways. Gateways 8.x count one that is being closed, too, for up to
     * two seconds.
     *
     * @throws SocketReceiveException when a gateway does not answer, and none of the others knows the user
     */
    public static function isOnline(Authenticatable|string|int $user): bool
    {
        try {
            // The customer has an entry, and nothing is in it: no other query takes and gives less.
            $found = NetBus::connInfoByCustomerId([self::customerId($user)], false, false, false);
        } catch (SocketReceiveException $exception) {
            $found = $exception->getPartialResult();
            return self::isAny($found) ? true : throw $exception;
        }
        return self::isAny($found);
    }

    /** @param array<array-key, mixed>|object|null $found in API 8 an object with rows */
    private static function isAny(array|object|null $found): bool
    {
        return (is_object($found) ? $found->toArray() : $found ?? []) !== [];
    }
}
