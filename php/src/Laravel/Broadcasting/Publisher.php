<?php
/*
 * Sends what has been broadcast to the gateways, and decides what becomes of a failure: a gateway that does not get the
 * message, where others do.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Broadcasting\BroadcastException;
use Illuminate\Contracts\Container\Container;
use InvalidArgumentException;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\Laravel\Events\MessageFailed;
use NetsvrBusiness\Laravel\Events\MessageSent;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\Laravel\Support\EventDispatcher;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Gateways;

final class Publisher
{
    /** Throw when no gateway has the message: a job that is tried again repeats it to nobody. */
    public const ALL = 'all';
    /** Throw when one of the gateways has it not: what is tried again reaches the clients of the others once more. */
    public const ANY = 'any';
    /** Never throw. */
    public const NEVER = 'never';

    private readonly string $throw;
    private readonly EventDispatcher $events;

    /**
     * @param string|bool $throw all, any or never; true stands for any, false for never
     * @throws InvalidArgumentException for another word
     */
    public function __construct(
        private readonly Application $application,
        private readonly Container $container,
        string|bool $throw = self::ALL
    ) {
        $this->throw = match ($throw) {
            self::ALL, self::ANY, self::NEVER => $throw,
            true => self::ANY,
            false => self::NEVER,
            default => throw new InvalidArgumentException(
                "netsvr: throw of the broadcasting connection is \"$throw\": it has to be all, any or never"
            ),
        };
        $this->events = $container->make(EventDispatcher::class);
    }

    /**
     * @param array<string, string> $texts by channel
     * @param string $event what the log and listeners are told
     * @param string|null $except uniqId of the client that does not get it
     * @throws BroadcastException as `throw` says
     */
    public function publish(array $texts, string $event, ?string $except = null): void
    {
        if ($texts !== []) {
            $this->send($this->calls($texts, $except), $texts, $event);
        }
    }

    /**
     * To the connections of customers, whatever they subscribe to.
     *
     * @param non-empty-list<string> $customerIds
     * @param non-empty-array<string, string> $texts by channel; '' for what has none
     * @param string $event what the log and listeners are told
     * @throws BroadcastException as `throw` says
     */
    public function toCustomers(array $customerIds, array $texts, string $event): void
    {
        $this->send(array_map(
            static fn(string $text): callable => static fn() => count($customerIds) === 1
                ? NetBus::singleCastByCustomerId($customerIds[0], $text)
                : NetBus::multicastByCustomerId($customerIds, $text),
            array_values($texts)
        ), $texts, $event);
    }

    /**
     * @param list<callable(): mixed> $calls
     * @param non-empty-array<string, string> $texts by channel
     * @throws BroadcastException
     */
    private function send(array $calls, array $texts, string $event): void
    {
        $failures = [];
        $last = null;
        $before = ini_set('netsvr.on_send_failure', 'throw');
        try {
            foreach ($calls as $call) {
                try {
                    $call();
                } catch (SocketSendException|SocketReceiveException $last) {
                    // Without an address: a message that is too long for any.
                    $failures += $last->getFailures() ?: ['' => $last->getMessage()];
                }
            }
        } finally {
            $before === false || ini_set('netsvr.on_send_failure', $before);
        }
        $this->listen($texts, $event, $failures);
        if ($last !== null) {
            $this->failed($texts, $event, $failures, $last);
        }
    }

    /**
     * @param non-empty-array<string, string> $texts by channel
     * @return list<callable(): mixed>
     */
    private function calls(array $texts, ?string $except): array
    {
        if ($except === null && count($texts) === 1) {
            // Most broadcasts: without the lists.
            $topic = $this->application->topic((string)array_key_first($texts));
            $text = reset($texts);
            return [static fn() => NetBus::topicPublish($topic, $text)];
        }
        $topics = array_map(fn(int|string $channel): string => $this->application->topic((string)$channel), array_keys($texts));
        $texts = array_values($texts);
        if ($except !== null) {
            return array_map(
                static fn(string $topic, string $text): callable => static fn() => Subscribers::tellOthers($topic, $except, $text),
                $topics,
                $texts
            );
        }
        return [static fn() => NetBus::topicPublishBulk(['topics' => $topics, 'data' => $texts])];
    }

    /**
     * @param array<string, string> $texts
     * @param array<string, string> $failures
     */
    private function listen(array $texts, string $event, array $failures): void
    {
        $class = $failures === [] ? MessageSent::class : MessageFailed::class;
        $events = $this->events->get();
        if ($events->hasListeners($class)) {
            $channels = array_map(strval(...), array_keys($texts));
            $bytes = array_sum(array_map(strlen(...), $texts));
            $reasons = $failures === [] ? [] : [$failures];
            $events->dispatch(new $class($this->application->id, $channels, $event, $bytes, ...$reasons));
        }
    }

    /**
     * @param array<string, string> $texts
     * @param array<string, string> $failures reasons, by the gateway's address
     */
    private function failed(array $texts, string $event, array $failures, SocketSendException|SocketReceiveException $last): void
    {
        $all = count($this->container->make(Gateways::class)->workerAddrs);
        $nobody = isset($failures['']) || count($failures) >= $all;
        $reasons = implode('; ', array_map(
            static fn(string $address, string $reason): string => ltrim("$address: $reason", ': '),
            array_map(strval(...), array_keys($failures)),
            $failures
        ));
        $channels = implode(', ', self::channels($texts));
        $event .= $channels === '' ? '' : " on $channels";
        $what = sprintf('the event %s did not reach %d of %d gateways: %s', $event, count($failures), $all, $reasons);
        if ($this->throw === self::ANY || ($this->throw === self::ALL && $nobody)) {
            throw new BroadcastException("netsvr error: $what", 0, $last);
        }
        $this->container->make(NetsvrServiceProvider::LOGGER)->error("netsvr: $what");
    }

    /**
     * @param array<string, string> $texts by channel
     * @return list<string>
     */
    private static function channels(array $texts): array
    {
        // a name that looks like a number is one as a key
        $channels = array_map(strval(...), array_keys($texts));
        return array_values(array_filter($channels, static fn(string $channel): bool => $channel !== ''));
    }
}
