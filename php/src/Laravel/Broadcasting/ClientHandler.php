<?php
/*
 * What handlers of netsvr:work have in common that let websocket clients subscribe to broadcasting channels: whose
 * client it is. A client that comes gets a topic that says so. What it does is the business of its application alone: a
 * process that does not serve that one says so to the client, and in the log.
 *
 * An application that wants more of its clients extends a handler, and overrides opened(), message() and closed().
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Contracts\Container\Container;
use Illuminate\Contracts\Events\Dispatcher;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Laravel\Events\ClientConnected;
use NetsvrBusiness\Laravel\Events\ClientDisconnected;
use NetsvrBusiness\Laravel\Identity\Identity;
use NetsvrBusiness\Laravel\Identity\Redeemed;
use NetsvrBusiness\Laravel\Identity\TicketRefused;
use NetsvrBusiness\NetBus;
use Throwable;

abstract class ClientHandler implements EventInterface
{
    /** Codes of the Pusher protocol. */
    protected const NO_APPLICATION = 4001;
    protected const NOT_AUTHORIZED = 4009;
    /** It comes back after a while. */
    protected const NOT_AVAILABLE = 4100;

    public function __construct(protected readonly Applications $applications, protected readonly Container $container)
    {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        $uniqId = $connOpen->getUniqId();
        try {
            $application = $this->applications->serving(Handshake::of($connOpen)->key());
        } catch (UnknownApplication $unknown) {
            $this->rareLog()->tell('notice', 'unknown', "netsvr: the client $uniqId is refused: {$unknown->getMessage()}");
            NetBus::forceOffline($uniqId, $this->error(self::NO_APPLICATION, $unknown->getMessage()));
            return;
        }
        try {
            $identity = Identity::of($connOpen, $application);
        } catch (TicketRefused $refused) {
            NetBus::forceOffline($uniqId, $this->error(self::NOT_AUTHORIZED, $refused->getMessage()));
            return;
        } catch (Throwable $thrown) {
            NetBus::forceOffline($uniqId, $this->error(self::NOT_AVAILABLE, 'Tickets cannot be checked at the moment.'));
            $this->rareLog()->tell('error', 'tickets', 'netsvr: clients with tickets are refused: check the cache store of'
                . " netsvr.ticket.store (NETSVR_TICKET_STORE; empty: cache.default). {$thrown->getMessage()}");
            throw $thrown;
        }
        $this->greet($uniqId, $application, $identity);
        $this->dispatch(ClientConnected::class, $application, $connOpen);
        $this->opened($connOpen);
    }

    public function onMessage(Transfer $transfer): void
    {
        $topics = $transfer->getTopics();
        $application = $this->applications->of($topics);
        if ($application === null) {
            $foreign = $this->applications->foreign($topics);
            if ($foreign !== null) {
                $this->notOurs($transfer->getUniqId(), $foreign);
                return;
            }
            // It speaks before it was greeted, or has lost the topic.
            if (count($this->applications->all()) > 1) {
                $why = 'It is not known to which application this connection belongs. Connect again.';
                NetBus::forceOffline($transfer->getUniqId(), $this->error(self::NOT_AVAILABLE, $why));
                return;
            }
            $application = $this->applications->default();
        }
        $this->received($application, $transfer);
    }

    public function onClose(ConnClose $connClose): void
    {
        $application = $this->applications->of($connClose->getTopics());
        if ($application === null) {
            // a client of another application, or a connection that was none
            return;
        }
        $this->left($application, $connClose);
        $this->dispatch(ClientDisconnected::class, $application, $connClose);
        $this->closed($connClose);
    }

    /**
     * Makes a connection the application's: its first message, the topic that says whose it is, and the user's identity.
     */
    public function greet(string $uniqId, Application $application, ?Redeemed $identity = null): void
    {
        $group = $application->group($uniqId);
        // One command: gateways 8.x carry out several in any order.
        if ($identity === null || $identity->before) {
            // It may have topics, and an identity, from the open callback.
            NetBus::topicSubscribe($uniqId, $group, $this->greeting($uniqId));
        } else {
            NetBus::connInfoUpdate($identity->update($uniqId)->setNewTopics([$group])->setData($this->greeting($uniqId)));
        }
    }

    /** A client has connected, and has been greeted. */
    protected function opened(ConnOpen $connOpen): void
    {
    }

    /** A client has sent something that the handler itself has no use for: any bytes. */
    protected function message(Transfer $transfer): void
    {
    }

    /** A client has gone. */
    protected function closed(ConnClose $connClose): void
    {
    }

    abstract protected function greeting(string $uniqId): string;

    /** What tells a client of a fault. */
    abstract protected function error(int $code, string $message): string;

    abstract protected function received(Application $application, Transfer $transfer): void;

    /** Before closed(). */
    protected function left(Application $application, ConnClose $connClose): void
    {
    }

    /**
     * Whether a client may not subscribe to one more channel. All topics come with each of its messages, so that a client
     * with many costs everybody. Counted is what the gateway has when it hands the message on: of messages that come in
     * one go, some more may pass.
     */
    protected function hasTooMany(Application $application, Transfer $transfer, string $channel): bool
    {
        $limit = (int)$this->container->make('config')->get('netsvr.max_channels', 0);
        $topics = $transfer->getTopics();
        if ($limit <= 0 || count($topics) < $limit) {
            return false;
        }
        $channels = [];
        foreach ($topics as $topic) {
            $channels[] = $application->channel($topic);
        }
        $channels = array_filter($channels, is_string(...));
        return count($channels) >= $limit && !in_array($channel, $channels, true);
    }

    protected function rareLog(): RareLog
    {
        return $this->container->make(RareLog::class);
    }

    private function notOurs(string $uniqId, string $foreign): void
    {
        $this->rareLog()->tell('error', "foreign $foreign", "netsvr: the client $uniqId belongs to application $foreign,"
            . ' which this process does not serve: gateways distribute their events among all registered processes. Name it under `apps`'
            . ' of config/netsvr.php, or give each application separate gateways.');
        NetBus::singleCast($uniqId, $this->error(
            self::NO_APPLICATION,
            "The process that got this message serves another application than $foreign."
        ));
    }

    /** @param class-string $event made only when somebody listens */
    private function dispatch(string $event, Application $application, ConnOpen|ConnClose $what): void
    {
        $events = $this->container->make(Dispatcher::class);
        if ($events->hasListeners($event)) {
            $customerId = $what instanceof ConnClose ? [$what->getCustomerId()] : [];
            $events->dispatch(new $event($application->id, $what->getUniqId(), ...$customerId));
        }
    }
}
