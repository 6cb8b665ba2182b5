<?php
/*
 * Login at open. The web application gives the browser a ticket, which says for a minute who the user is. The browser puts
 * it into the URL of the websocket: ws://…/netsvr?ticket=…. onOpen checks it, and the connection has its customerId before
 * the first message of the client is believed. Whoever has no valid ticket is sent away.
 *
 *     APP_KEY=key php examples/recipes/login-at-open.php                  the business process; start several
 *     APP_KEY=key php examples/recipes/login-at-open.php ticket ann       what your web application hands to the browser
 *     APP_KEY=key php examples/recipes/login-at-open.php ticket ann 3600  the same for an hour: a device cannot ask for one
 *     APP_KEY=key php examples/recipes/login-at-open.php log-out ann      disconnects all browsers of a user
 *
 * A client waits for {"is":"welcome"} before it sends anything, and takes a new ticket for each connection. Gateways 8.x
 * refuse a URL with a query: nginx-token.php is for them. business.php has all settings; GUEST_SECONDS (10) is how long
 * a client may stay whose onOpen nobody has heard.
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnInfoUpdate, ConnOpen, Event, Transfer};
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;

require_once __DIR__ . '/business.php';

final class LoginAtOpen implements EventInterface
{
    /** @var array<string, int> by uniqId, who was there when we last looked */
    private array $before = [];
    /** @var array<string, int> by uniqId, who was no guest any more, or was sent away */
    private array $settled = [];
    private float $nextSweep = 0.0;

    public function onOpen(ConnOpen $open): void
    {
        parse_str($open->getRawQuery(), $query);
        $user = ticketUser($query['ticket'] ?? null);
        if ($user === null) {
            NetBus::forceOffline($open->getUniqId(), json('refused', why: 'This is no valid ticket.'));
            return;
        }
        NetBus::connInfoUpdate((new ConnInfoUpdate())
            ->setUniqId($open->getUniqId())
            ->setNewCustomerId($user)
            ->setNewSession(json('session', since: time()))
            ->setData(json('welcome', name: $user)));
    }

    public function onMessage(Transfer $message): void
    {
        $user = $message->getCustomerId();
        if ($user === '') {
            // Another process may still be at onOpen of this client. It has not heard "welcome" and should not speak yet.
            return;
        }
        NetBus::singleCast($message->getUniqId(), json('said', name: $user, text: $message->getData()));
    }

    public function onClose(ConnClose $close): void
    {
    }

    /**
     * If nobody was registered at the moment of an onOpen, the client stays a guest for ever: it waits for a welcome. So
     * whoever is a guest for two sweeps has to come again. The gateway spares those who have a customerId or a session.
     */
    public function sweep(): void
    {
        if (now() < $this->nextSweep) {
            return;
        }
        $this->nextSweep = now() + (int)setting('GUEST_SECONDS', '10');
        $gateways = reachable(NetBus::uniqIdList(...));
        $online = array_flip(array_merge(...array_column($gateways, 'uniqIds')));
        $this->settled = array_intersect_key($this->settled, $online);
        $due = array_diff_key(array_intersect_key($online, $this->before), $this->settled);
        if ($due !== []) {
            NetBus::forceOfflineGuest(array_keys($due), json('refused', why: 'Come again with a new ticket.'));
        }
        $this->settled += $due;
        $this->before = $online;
    }
}

if (!isStarted(__FILE__)) {
    return;
}
switch ($argv[1] ?? 'work') {
    case 'ticket':
        echo ticket($argv[2] ?? '', (int)($argv[3] ?? 60)), "\n";
        break;
    case 'log-out':
        NetBus::forceOfflineByCustomerId($argv[2] ?? '', json('refused', why: 'You have logged out.'));
        break;
    default:
        signature(''); // ends here without a key, not at the first client
        $handler = new LoginAtOpen();
        serve($handler, Event::OnOpen | Event::OnMessage, $handler->sweep(...));
}
