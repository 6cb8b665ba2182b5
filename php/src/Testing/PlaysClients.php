<?php
/*
 * The clients of NetBusFake: they come in, say something and go, so that the handler of netsvr:work is tested without a
 * gateway; and the assertions about what they got.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use InvalidArgumentException;
use LogicException;
use Netsvr\ConnOpen;
use Netsvr\ConnOpenResp;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\Opening;
use Throwable;

/** @internal Its methods are those of NetBusFake. */
trait PlaysClients
{
    /**
     * What handles the events of clients. Without this call it is what netsvr:work would take: `work.handler` of
     * config/netsvr.php.
     *
     * @param class-string<EventInterface>|EventInterface $handler
     * @throws InvalidArgumentException for a class that is no handler
     */
    public function handleWith(string|EventInterface $handler): self
    {
        $this->clients->worker->handleWith($handler);
        return $this;
    }

    /**
     * A client connects: the handler gets a ConnOpen. From now on its gateway keeps customerId, session and topics for
     * it, as they are sent, hands them to the handler, and answers queries about it.
     *
     *     $uniqId = $fake->clientConnects();
     *     $fake->says($uniqId, ['event' => 'pusher:subscribe', 'data' => ['channel' => 'news']]);
     *
     * @param string|null $uniqId any text; null makes one as gateways do. With several gateways it begins with the
     *     address of one. A client that open() has let in connects with its own
     * @param string $rawQuery without `?`
     * @return string the uniqId
     * @throws Throwable what the handler throws
     */
    public function clientConnects(
        ?string $uniqId = null,
        string $rawQuery = '',
        string $realIp = '',
        string $forwardedFor = '',
        string $remoteAddr = '127.0.0.1'
    ): string {
        return $this->liveClients()->connect((new ConnOpen())
            ->setUniqId((string)$uniqId)
            ->setRawQuery($rawQuery)
            ->setXRealIp($realIp)
            ->setXForwardedFor($forwardedFor)
            ->setRemoteAddr($remoteAddr));
    }

    /**
     * A client sends a message: the handler gets a Transfer.
     *
     * @param array<array-key, mixed>|string $message what is no text becomes JSON
     * @throws LogicException when it is not online
     * @throws Throwable what the handler throws
     */
    public function says(string $uniqId, array|string $message): self
    {
        $flags = JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;
        $this->liveClients()->say($uniqId, is_array($message) ? json_encode($message, $flags) : $message);
        return $this;
    }

    /**
     * A client goes: the handler gets a ConnClose, and the callbacks that let it in are told.
     *
     * @throws LogicException when it is not online
     * @throws Throwable what the handler throws
     */
    public function clientLeaves(string $uniqId): self
    {
        $this->liveClients()->leave($uniqId);
        return $this;
    }

    /**
     * What netsvr:work does between the acts of clients: tells the handler of those whom the application has thrown out,
     * and does the periodic work of the handler's class once.
     *
     * @throws Throwable what handler and work throw
     */
    public function work(): self
    {
        $this->liveClients()->work();
        $this->clients->worker->tick();
        return $this;
    }

    /** What its gateway keeps for a client, or has kept last. @throws LogicException when there never was such a client */
    public function client(string $uniqId): FakeClient
    {
        return $this->liveClients()->client($uniqId);
    }

    /**
     * What a client has got, in order: by its uniqId, its customerId, its topics, or as one of all.
     *
     * @return list<string>
     * @throws LogicException when there never was such a client
     */
    public function received(string $uniqId): array
    {
        return $this->client($uniqId)->received;
    }

    /**
     * Those of them that are events, decoded.
     *
     * @return list<PushedEvent>
     * @throws LogicException when there never was such a client
     */
    public function receivedEvents(string $uniqId, ?string $event = null): array
    {
        $events = array_filter(array_map(
            static fn(string $text): ?PushedEvent => PushedEvent::decode($text, [$uniqId]),
            $this->received($uniqId)
        ), static fn(?PushedEvent $it): bool => $it !== null && ($event === null || $it->event === $event));
        return array_values($events);
    }

    /** @throws LogicException when there never was such a client */
    public function assertReceived(string $uniqId, string|Closure|null $data = null, ?int $times = null): void
    {
        $this->strays->complain();
        $received = $this->received($uniqId);
        $found = array_filter($received, static fn(string $text): bool =>
            $data === null || ($data instanceof Closure ? (bool)$data($text) : $text === $data));
        $what = self::aMessage($data) . " for the client $uniqId";
        $this->assertTimes($times, count($found), $what, 'received', self::messages($received));
    }

    /** @throws LogicException when there never was such a client */
    public function assertNothingReceived(string $uniqId): void
    {
        $this->assertReceived($uniqId, null, 0);
    }

    /**
     * @param array<array-key, mixed>|(Closure(mixed, PushedEvent): bool)|null $data the decoded data: equal to the array,
     *     or right in the eyes of the closure
     * @throws LogicException when there never was such a client
     */
    public function assertReceivedEvent(
        string $uniqId,
        string $event,
        ?string $channel = null,
        array|Closure|null $data = null,
        ?int $times = null
    ): void {
        $this->strays->complain();
        $found = array_filter($this->receivedEvents($uniqId), static fn(PushedEvent $it): bool =>
            $it->is($event, $channel, $data));
        $what = self::anEvent($event, $channel, $data) . " for the client $uniqId";
        $this->assertTimes($times, count($found), $what, 'received', self::messages($this->received($uniqId)));
    }

    /**
     * A client connects, and the application is asked, as a gateway (8.x) asks its open callback. In Laravel the
     * container makes the class, and NetsvrConnectionOpened is dispatched. A client that is let in is online, with what
     * the application has given it.
     *
     *     $answer = $fake->open('a1', SocketAuthenticator::class, realIp: $token);
     *     self::assertSame('17', $answer->getNewCustomerId());
     *
     * @param class-string<Callbacks>|Callbacks $callbacks
     * @return ConnOpenResp not allowed for a client that was Denied
     * @throws Throwable what the application throws otherwise; a gateway would be told to refuse the client
     */
    public function open(
        string $uniqId,
        string|Callbacks $callbacks,
        string $realIp = '',
        string $forwardedFor = '',
        string $remoteAddr = '127.0.0.1'
    ): ConnOpenResp {
        return $this->liveClients()->open(new Opening($uniqId, '', $forwardedFor, $realIp, $remoteAddr), $callbacks);
    }

    /**
     * A client that open() let in goes, with what its gateway keeps for it, or what is given here. Its callbacks are
     * told. For any other, as for a connection that never was, nobody is called.
     *
     * @param list<string>|null $topics
     */
    public function close(
        string $uniqId,
        ?string $customerId = null,
        ?string $session = null,
        ?array $topics = null
    ): void {
        $this->liveClients()->close($uniqId, $customerId, $session, $topics);
    }

    /** @throws LogicException when nothing is kept of what is sent: then clients get nothing */
    private function liveClients(): FakeClients
    {
        $this->record->require();
        return $this->clients;
    }

    /** @param list<string> $received */
    private static function messages(array $received): string
    {
        $lines = array_map(static fn(string $text): string => "  $text", $received);
        return $lines === [] ? ' It got nothing at all.' : "\nIt got:\n" . implode("\n", $lines) . "\n";
    }
}
