<?php
/*
 * Tickets for users whose browsers are about to connect.
 *
 *     Route::post('/netsvr/ticket', fn (Request $request) => ['ticket' => NetsvrTicket::for($request->user())])
 *         ->middleware('auth');
 *
 *     new WebSocket(`wss://…/netsvr?ticket=${ticket}`)
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel;

use Illuminate\Container\Container;
use Illuminate\Contracts\Auth\Authenticatable;
use InvalidArgumentException;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Identity\Redeemed;
use NetsvrBusiness\Laravel\Identity\TicketRefused;
use NetsvrBusiness\Laravel\Identity\Tickets;
use NetsvrBusiness\Laravel\Identity\Users;
use NetsvrBusiness\Laravel\Support\StoreNotShared;
use NetsvrBusiness\Support\Admission;
use SensitiveParameter;

final class NetsvrTicket
{
    /**
     * A ticket for one connection of a user.
     *
     * @param Authenticatable|string|int $user the user, or the id
     * @param int $seconds in which the client has to connect
     * @param string|array<array-key, mixed>|null $session what the gateway is to keep for the connection, as text or as
     *     what becomes JSON; null: what the user's method netsvrSession() gives, if there is one
     * @return string letters, digits, `.`, `_` and `-`; about 70 characters without a session
     * @throws InvalidArgumentException for a user without an id, and a session that is too long for a URL
     * @throws StoreNotShared when the cache store cannot keep which tickets have been used
     */
    public static function for(
        Authenticatable|string|int $user,
        int $seconds = 60,
        string|array|null $session = null
    ): string {
        $application = self::application();
        $session = $session === null ? Users::session($user) : Admission::text($session);
        return self::tickets()->issue($application, Users::customerId($application, $user), $session, $seconds);
    }

    /**
     * Who a ticket says the client is. It is used up then.
     *
     * @param string $uniqId the connection that shows it: it may show it again; Identity::of() names it
     * @throws TicketRefused says why
     * @throws StoreNotShared when the cache store cannot keep which tickets have been used
     */
    public static function redeem(#[SensitiveParameter] string $ticket, string $uniqId = ''): Redeemed
    {
        return self::tickets()->redeem(self::application(), $ticket, $uniqId);
    }

    private static function tickets(): Tickets
    {
        return Container::getInstance()->make(Tickets::class);
    }

    private static function application(): Application
    {
        return Container::getInstance()->make(Applications::class)->default();
    }
}
