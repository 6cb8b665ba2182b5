<?php
/*
 * Clients of the fake that come in and go through the application's callbacks: what a gateway asks and keeps.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Illuminate\Contracts\Container\Container as LaravelContainer;
use Netsvr\ConnClose;
use Netsvr\ConnOpenResp;
use NetsvrBusiness\Container;
use NetsvrBusiness\Laravel\Callbacks\Endpoints;
use NetsvrBusiness\Support\CallbackEndpoint;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\CallbackSecret;
use NetsvrBusiness\Support\Opening;
use Psr\Log\NullLogger;

/** @internal */
final class FakeClients
{
    /** @var array<string, array{CallbackEndpoint, ConnClose}> by uniqId */
    private array $online = [];

    /** @param class-string<Callbacks>|Callbacks $callbacks */
    public function open(Opening $opening, string|Callbacks $callbacks): ConnOpenResp
    {
        $endpoint = self::endpoint($callbacks);
        $answer = $endpoint->admit($opening);
        if ($answer->getAllow()) {
            $this->online[$opening->uniqId] = [$endpoint, (new ConnClose())
                ->setUniqId($opening->uniqId)
                ->setCustomerId($answer->getNewCustomerId())
                ->setSession($answer->getNewSession())
                ->setTopics($answer->getNewTopics())];
        }
        return $answer;
    }

    /** @param list<string>|null $topics null: what the client came in with, as for the other two */
    public function close(string $uniqId, ?string $customerId, ?string $session, ?array $topics): void
    {
        if (!isset($this->online[$uniqId])) {
            return;
        }
        [$endpoint, $message] = $this->online[$uniqId];
        unset($this->online[$uniqId]);
        $customerId === null || $message->setCustomerId($customerId);
        $session === null || $message->setSession($session);
        $topics === null || $message->setTopics($topics);
        $endpoint->forget($message);
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
