<?php
/*
 * A client that a test lets come in: what its gateway keeps for it, and what it has got.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Netsvr\ConnClose;
use Netsvr\Transfer;
use NetsvrBusiness\Support\CallbackEndpoint;

final class FakeClient
{
    public string $customerId = '';
    public string $session = '';
    public bool $isOnline = true;
    /** @var list<string> the data of its messages, in order */
    public array $received = [];
    /** @var array<string, true> */
    private array $topics = [];

    /** @internal What asked for it to be let in, and is told when it has gone. */
    public ?CallbackEndpoint $callbacks = null;
    /** @internal Whether the handler of netsvr:work has been told of it, and is told when it has gone. */
    public bool $isKnown = false;

    public function __construct(public readonly string $uniqId)
    {
    }

    /** @return list<string> in the order in which it got them; that of gateways is random */
    public function topics(): array
    {
        return array_map(strval(...), array_keys($this->topics));
    }

    public function has(string $topic): bool
    {
        return isset($this->topics[$topic]);
    }

    /** A guest has neither session nor customerId. */
    public function isGuest(): bool
    {
        return $this->session === '' && $this->customerId === '';
    }

    /** @internal @param iterable<string> $topics */
    public function subscribe(iterable $topics): void
    {
        foreach ($topics as $topic) {
            if ($topic !== '') {
                $this->topics[$topic] = true;
            }
        }
    }

    /** @internal @param iterable<string> $topics */
    public function unsubscribe(iterable $topics): void
    {
        foreach ($topics as $topic) {
            unset($this->topics[$topic]);
        }
    }

    /** @internal */
    public function unsubscribeFromAll(): void
    {
        $this->topics = [];
    }

    /** @internal Nothing is no message. */
    public function get(string $data): void
    {
        if ($data !== '') {
            $this->received[] = $data;
        }
    }

    /** @internal */
    public function transfer(string $data): Transfer
    {
        return (new Transfer())
            ->setUniqId($this->uniqId)
            ->setCustomerId($this->customerId)
            ->setSession($this->session)
            ->setTopics($this->topics())
            ->setData($data);
    }

    /** @internal */
    public function connClose(): ConnClose
    {
        return (new ConnClose())
            ->setUniqId($this->uniqId)
            ->setCustomerId($this->customerId)
            ->setSession($this->session)
            ->setTopics($this->topics());
    }
}
