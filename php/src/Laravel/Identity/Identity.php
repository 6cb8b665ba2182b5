<?php
/*
 * Who a client is that connects: the ticket that it has brought. On a gateway 5.x that is `ticket` in its query. A
 * gateway 8.x takes no query, so a proxy puts it, or nothing but the ticket, into X-Real-IP.
 *
 *     public function onOpen(ConnOpen $connOpen): void
 *     {
 *         $identity = Identity::of($connOpen);
 *         if ($identity !== null) {
 *             NetBus::connInfoUpdate($identity->update($connOpen->getUniqId())->setData('welcome'));
 *         }
 *     }
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Identity;

use Illuminate\Container\Container;
use Netsvr\ConnOpen;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\Handshake;
use NetsvrBusiness\Laravel\Support\StoreNotShared;
use NetsvrBusiness\Support\Opening;

final class Identity
{
    /** The parameter of the query. */
    public const PARAMETER = 'ticket';

    /**
     * May be asked again about the same client: a connection can show its ticket several times.
     *
     * @param Application|null $application that the client connects to; null: this one
     * @return Redeemed|null null: it has brought no ticket
     * @throws TicketRefused
     * @throws StoreNotShared
     */
    public static function of(ConnOpen $connOpen, ?Application $application = null): ?Redeemed
    {
        $ticket = Handshake::of($connOpen)->parameter(self::PARAMETER) ?? '';
        if ($ticket === '' && Tickets::looksLike($connOpen->getXRealIp())) {
            $ticket = $connOpen->getXRealIp();
        }
        if ($ticket === '') {
            return null;
        }
        $container = Container::getInstance();
        $application ??= $container->make(Applications::class)->default();
        return $container->make(Tickets::class)->redeem($application, $ticket, $connOpen->getUniqId());
    }

    /**
     * The same in the open callback of a gateway 8.x.
     *
     * @throws TicketRefused
     * @throws StoreNotShared
     */
    public static function ofOpening(Opening $opening): ?Redeemed
    {
        $connOpen = new ConnOpen();
        return self::of($connOpen
            ->setUniqId($opening->uniqId)
            ->setRawQuery($opening->rawQuery)
            ->setXRealIp($opening->realIp));
    }
}
