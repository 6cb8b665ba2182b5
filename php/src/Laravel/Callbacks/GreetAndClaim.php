<?php
/*
 * The open callback of gateways 8.x for clients that say who they are afterwards. It greets each with a proof of its
 * uniqId, which the page shows at the route of Netsvr::claims(), where the user is logged in.
 *
 *     Netsvr::callbacks('/netsvr', GreetAndClaim::class);
 *     Netsvr::claims('/netsvr/claim')->middleware('auth');
 *
 * Whoever nobody has claimed in time is thrown out. A ticket in X-Real-IP is taken at once. Clients of the Pusher protocol
 * expect another greeting: they sign in instead.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Callbacks;

use Illuminate\Contracts\Config\Repository;
use NetsvrBusiness\Laravel\Identity\Identity;
use NetsvrBusiness\Laravel\Identity\TicketRefused;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\Closed;
use NetsvrBusiness\Support\ConnectionSignature;
use NetsvrBusiness\Support\Denied;
use NetsvrBusiness\Support\Opening;

class GreetAndClaim implements Callbacks
{
    public function __construct(private readonly ConnectionSignature $signature, private readonly Repository $config)
    {
    }

    public function opening(Opening $opening): Admission
    {
        try {
            $identity = Identity::ofOpening($opening);
        } catch (TicketRefused $refused) {
            throw new Denied(['event' => 'netsvr:error', 'data' => ['message' => $refused->getMessage()]], $refused);
        }
        if ($identity !== null) {
            $admission = Admission::as($identity->customerId)->session($identity->session);
        } else {
            // A delay is needed: it is not online yet.
            $seconds = max(1, (int)$this->config->get('netsvr.callbacks.claim_within'));
            NetBus::forceOfflineGuest($opening->uniqId, '', $seconds);
            $admission = Admission::guest();
        }
        return $admission->send(['event' => 'netsvr:connected', 'data' => [
            'socket_id' => $opening->uniqId,
            'signature' => $this->signature->sign($opening->uniqId),
        ]]);
    }

    public function closed(Closed $closed): void
    {
    }
}
