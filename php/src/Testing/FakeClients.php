<?php
/*
 * The clients that a test lets come in, say something, and go: what happens at their gateways, and who is told of it:
 * the application's callbacks (8.x), the handler of netsvr:work.
 *
 * Events are handled one after the other, as in a process of netsvr:work: what an event brings about, the end of a
 * client that the handler throws out for example, is handled after it. What happens outside of events waits for the
 * next one, or for work().
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use Illuminate\Contracts\Container\Container as LaravelContainer;
use InvalidArgumentException;
use LogicException;
use Netsvr\ConnOpen;
use Netsvr\ConnOpenResp;
use NetsvrBusiness\Container;
use NetsvrBusiness\Laravel\Callbacks\Endpoints;
use NetsvrBusiness\Native\Functions;
use NetsvrBusiness\Support\CallbackEndpoint;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\CallbackSecret;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\Opening;
use Psr\Log\NullLogger;

/** @internal */
final class FakeClients
{
    /** @var array<string, FakeClient> all that have ever come in, the last one of a uniqId */
    private array $clients = [];
    /** @var list<FakeClient> those that were thrown out, and of whose end nobody has been told yet */
    private array $ended = [];
    /** @var array<string, FakeGateway> by address */
    private readonly array $gateways;
    private bool $isHandling = false;
    private int $counter = 0;

    /** @param list<string> $addrs of the gateways */
    public function __construct(array $addrs, public readonly FakeWorker $worker)
    {
        $ended = function (FakeClient $client): void {
            $this->ended[] = $client;
        };
        $gateways = array_map(static fn(string $addr): FakeGateway => new FakeGateway($addr, $ended), $addrs);
        $this->gateways = array_combine($addrs, $gateways);
    }

    public function gateway(string $addr): FakeGateway
    {
        $this->gateways[$addr]->throwOutWhoIsDue();
        return $this->gateways[$addr];
    }

    /** @param class-string<Callbacks>|Callbacks $callbacks */
    public function open(Opening $opening, string|Callbacks $callbacks): ConnOpenResp
    {
        $gateway = $this->gatewayOf($opening->uniqId);
        $endpoint = self::endpoint($callbacks);
        $answer = $endpoint->admit($opening);
        if ($answer->getAllow()) {
            $client = $this->add($gateway, $opening->uniqId);
            $client->callbacks = $endpoint;
            $client->customerId = $answer->getNewCustomerId();
            $client->session = $answer->getNewSession();
            $client->subscribe($answer->getNewTopics());
            $client->get($answer->getData());
        }
        return $answer;
    }

    /** @param list<string>|null $topics null: what its gateway keeps for it, as for the other two */
    public function close(string $uniqId, ?string $customerId, ?string $session, ?array $topics): void
    {
        $client = $this->clients[$uniqId] ?? null;
        if ($client?->callbacks === null) {
            return;
        }
        $client->customerId = $customerId ?? $client->customerId;
        $client->session = $session ?? $client->session;
        if ($topics !== null) {
            $client->unsubscribeFromAll();
            $client->subscribe($topics);
        }
        $this->remove($client);
        $this->tellCallbacks($client);
    }

    /** @param ConnOpen $event its uniqId may be empty */
    public function connect(ConnOpen $event): string
    {
        $uniqId = $event->getUniqId() !== '' ? $event->getUniqId() : $this->newUniqId();
        $client = $this->clients[$uniqId] ?? null;
        if ($client?->isOnline !== true) {
            $client = $this->add($this->gatewayOf($uniqId), $uniqId);
        } elseif ($client->isKnown) {
            throw new LogicException("The client $uniqId is online already.");
        }
        $client->isKnown = true;
        $this->handle(fn() => $this->worker->open($event->setUniqId($uniqId)));
        return $uniqId;
    }

    public function say(string $uniqId, string $data): void
    {
        $client = $this->online($uniqId);
        $client->isKnown = true;
        $this->handle(fn() => $this->worker->message($client->transfer($data)));
    }

    public function leave(string $uniqId): void
    {
        $client = $this->online($uniqId);
        $this->remove($client);
        $this->ended[] = $client;
        $this->work();
    }

    /** Handles what waits. */
    public function work(): void
    {
        $this->handle(static fn() => null);
    }

    /** @throws LogicException when there never was such a client */
    public function client(string $uniqId): FakeClient
    {
        array_map(static fn(FakeGateway $gateway) => $gateway->throwOutWhoIsDue(), $this->gateways);
        return $this->clients[$uniqId] ?? throw new LogicException(
            "No client $uniqId has come in: clientConnects() or open() lets it."
        );
    }

    public function forgetWhatWasReceived(): void
    {
        foreach ($this->clients as $client) {
            $client->received = [];
        }
    }

    private function online(string $uniqId): FakeClient
    {
        $client = $this->client($uniqId);
        return $client->isOnline ? $client : throw new LogicException("The client $uniqId is not online any more.");
    }

    private function handle(Closure $event): void
    {
        if ($this->isHandling) {
            throw new LogicException('The handler lets a client act while it handles an event: no client can do that.');
        }
        $this->isHandling = true;
        try {
            $this->tellOfTheEnded();
            $event();
            $this->tellOfTheEnded();
        } finally {
            $this->isHandling = false;
        }
    }

    private function tellOfTheEnded(): void
    {
        array_map(static fn(FakeGateway $gateway) => $gateway->throwOutWhoIsDue(), $this->gateways);
        while (($client = array_shift($this->ended)) !== null) {
            // the order of gateways 8.x
            $this->tellCallbacks($client);
            if ($client->isKnown) {
                $client->isKnown = false;
                $this->worker->close($client->connClose());
            }
        }
    }

    private function tellCallbacks(FakeClient $client): void
    {
        [$callbacks, $client->callbacks] = [$client->callbacks, null];
        $callbacks?->forget($client->connClose());
    }

    private function add(FakeGateway $gateway, string $uniqId): FakeClient
    {
        $this->clients[$uniqId] = new FakeClient($uniqId);
        $gateway->add($this->clients[$uniqId]);
        return $this->clients[$uniqId];
    }

    private function remove(FakeClient $client): void
    {
        array_map(static fn(FakeGateway $gateway) => $gateway->remove($client), $this->gateways);
    }

    /** @throws InvalidArgumentException when there are several, and it belongs to none of them */
    private function gatewayOf(string $uniqId): FakeGateway
    {
        if (count($this->gateways) === 1) {
            return array_values($this->gateways)[0];
        }
        foreach ($this->gateways as $addr => $gateway) {
            if (str_starts_with($uniqId, self::hex($addr))) {
                return $gateway;
            }
        }
        throw new InvalidArgumentException("The client $uniqId belongs to none of the fake's gateways: with several, a uniqId"
            . ' begins with the address of one, in hex. clientConnects() makes one that does.');
    }

    /** As a gateway makes them: its address, the time, a number. They are dealt to the gateways in turn. */
    private function newUniqId(): string
    {
        $addrs = array_keys($this->gateways);
        $addr = $addrs[$this->counter % count($addrs)];
        return self::hex($addr) . sprintf('%08x%08x', time(), ++$this->counter);
    }

    private static function hex(string $addr): string
    {
        return Extension::isApi8() ? Functions::addrConvertToHex($addr) : Functions::workerAddrConvertToHex($addr);
    }

    /** In Laravel with all that its application has: the container, events. */
    private static function endpoint(string|Callbacks $callbacks): CallbackEndpoint
    {
        $container = Container::getInstance();
        if ($container instanceof LaravelContainer) {
            return $container->make(Endpoints::class)->of($callbacks);
        }
        $make = static fn(): Callbacks => is_string($callbacks) ? new $callbacks() : $callbacks;
        return new CallbackEndpoint($make, new CallbackSecret(null), new NullLogger());
    }
}
