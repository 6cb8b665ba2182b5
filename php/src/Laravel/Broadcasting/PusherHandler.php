<?php
/*
 * Speaks Pusher Channels, protocol 7, with websocket clients: what `php artisan netsvr:work` does unless
 * config/netsvr.php names another handler. Laravel Echo and pusher-js are its clients, as they are.
 *
 *     to a client that has connected   pusher:connection_established
 *     from a client                    pusher:subscribe, pusher:unsubscribe, pusher:signin, pusher:ping, pusher:pong,
 *                                      client-… on private and presence channels
 *     to that client                   pusher_internal:subscription_succeeded, pusher:subscription_error,
 *                                      pusher:signin_success, pusher:cache_miss, pusher:pong, pusher:error
 *
 * A process keeps nothing about a client: what has to be known its gateway knows, as topics.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use JsonException;
use Netsvr\ConnClose;
use Netsvr\ConnInfoUpdate;
use Netsvr\Transfer;
use NetsvrBusiness\Laravel\Work\HasPeriodicWork;
use NetsvrBusiness\NetBus;
use Throwable;

class PusherHandler extends ClientHandler implements HasPeriodicWork
{
    private const NO_CLIENT_EVENTS = 4301;
    private const PONG = '{"event":"pusher:pong","data":"{}"}';

    public static function periodic(): array
    {
        return [Pings::class, Resubscriptions::class, Reconciler::class, GapRepair::class];
    }

    protected function greeting(string $uniqId): string
    {
        return PusherEvent::text('pusher:connection_established', null, [
            'socket_id' => SocketId::of($uniqId),
            'activity_timeout' => Pings::activityTimeout($this->container->make('config')),
        ]);
    }

    protected function error(int $code, string $message): string
    {
        return PusherEvent::error($code, $message);
    }

    protected function received(Application $application, Transfer $transfer): void
    {
        $message = json_decode($transfer->getData(), true);
        $event = is_array($message) ? $message['event'] ?? null : null;
        if (!is_string($event)) {
            $this->message($transfer);
            return;
        }
        $data = $message['data'] ?? null;
        if (is_string($data) && str_starts_with($event, 'pusher:')) {
            $data = json_decode($data, true);
        }
        match (true) {
            $event === 'pusher:ping' => NetBus::singleCast($transfer->getUniqId(), self::PONG),
            $event === 'pusher:pong' => null,
            $event === 'pusher:subscribe' => $this->subscribe($application, $transfer, (array)$data),
            $event === 'pusher:unsubscribe' => $this->unsubscribe($application, $transfer, (array)$data),
            $event === 'pusher:signin' => $this->signIn($application, $transfer, (array)$data),
            str_starts_with($event, 'client-') => $this->whisper($application, $transfer, $message),
            default => $this->message($transfer),
        };
    }

    protected function left(Application $application, ConnClose $connClose): void
    {
        foreach ($connClose->getTopics() as $topic) {
            $channel = $application->channel($topic);
            if ($channel !== null && ChannelName::isPresence($channel)) {
                $this->presence()->leave($application, $channel, $connClose->getUniqId());
            }
        }
    }

    /** @param array<array-key, mixed> $data as it came from the client: of any shape */
    private function subscribe(Application $application, Transfer $transfer, array $data): void
    {
        $uniqId = $transfer->getUniqId();
        $channel = ChannelName::of($data['channel'] ?? null);
        if ($channel === null) {
            $this->refuse($uniqId, is_string($data['channel'] ?? null) ? $data['channel'] : '', 'The channel has no valid name.');
            return;
        }
        if ($this->hasTooMany($application, $transfer, $channel)) {
            $this->refuse($uniqId, $channel, 'The connection subscribes to too many channels.', 429);
            return;
        }
        $channelData = is_string($data['channel_data'] ?? null) ? $data['channel_data'] : '';
        $user = null;
        if (ChannelName::isGuarded($channel)) {
            $auth = is_string($data['auth'] ?? null) ? $data['auth'] : '';
            if (!$application->verifyChannel($auth, SocketId::of($uniqId), $channel, $channelData)) {
                $this->refuse($uniqId, $channel, $this->reason($application, $auth));
                return;
            }
            $user = json_decode($channelData, true);
        }
        $succeeded = '{}';
        if (ChannelName::isPresence($channel)) {
            $succeeded = $this->enter($application, $channel, $uniqId, $user, $channelData);
            if ($succeeded === null) {
                return;
            }
        }
        $topic = $application->topic($channel);
        if (!ChannelName::isPresence($channel) && self::subscribesTo($topic, $transfer)) {
            $this->container->make(Resubscriptions::class)->subscribes($uniqId, $topic);
        }
        NetBus::topicSubscribe($uniqId, $topic, PusherEvent::wrap(
            'pusher_internal:subscription_succeeded',
            $channel,
            $succeeded
        ));
        $userId = is_array($user) ? self::userId($user['user_id'] ?? null) : null;
        if ($userId !== null) {
            $this->identify($application, $transfer, $userId);
        }
        if (ChannelName::isCache($channel)) {
            NetBus::singleCast($uniqId, $this->last($application, $channel) ?? PusherEvent::text('pusher:cache_miss', $channel));
        }
    }

    /** The last event of a cache channel, for who subscribes: it waits for that or for `pusher:cache_miss`. */
    private function last(Application $application, string $channel): ?string
    {
        try {
            return $this->container->make(CacheChannels::class)->last($application, $channel);
        } catch (Throwable $thrown) {
            $this->rareLog()->tell('error', 'cache', 'netsvr: the cache store (cache.default) does not answer, so'
                . " new subscribers of a cache channel do not get its last event: {$thrown->getMessage()}");
            return null;
        }
    }

    /** @return string|null the members, as data of the subscription; null: it has been refused */
    private function enter(
        Application $application,
        string $channel,
        string $uniqId,
        mixed $user,
        string $channelData
    ): ?string {
        $userId = is_array($user) ? self::userId($user['user_id'] ?? null) : null;
        if ($userId === null) {
            $this->refuse($uniqId, $channel, 'channel_data of a presence channel needs a user_id.');
            return null;
        }
        // an empty object stays one
        $userInfo = json_decode($channelData)->user_info ?? null;
        try {
            return $this->presence()->join($application, $channel, $uniqId, $userId, $userInfo)->subscriptionData();
        } catch (Throwable $thrown) {
            $this->refuse($uniqId, $channel, 'The members of the channel are not available.', 503);
            $thrown instanceof PresenceException || $this->rareLog()->tell('error', 'presence', 'netsvr: clients cannot subscribe'
                . ' to presence channels: check the gateways, and the cache store of netsvr.presence.store'
                . " (NETSVR_PRESENCE_STORE; empty: cache.default). {$thrown->getMessage()}");
            throw $thrown;
        }
    }

    /** @param array<array-key, mixed> $data as it came from the client: of any shape */
    private function unsubscribe(Application $application, Transfer $transfer, array $data): void
    {
        $channel = ChannelName::of($data['channel'] ?? null);
        if ($channel === null) {
            return;
        }
        $topic = $application->topic($channel);
        $this->container->make(Resubscriptions::class)->unsubscribes($transfer->getUniqId(), $topic);
        NetBus::topicUnsubscribe($transfer->getUniqId(), $topic);
        if (ChannelName::isPresence($channel)) {
            $this->presence()->leave($application, $channel, $transfer->getUniqId());
        }
    }

    /** @param array<array-key, mixed> $data as it came from the client: of any shape */
    private function signIn(Application $application, Transfer $transfer, array $data): void
    {
        $uniqId = $transfer->getUniqId();
        $auth = is_string($data['auth'] ?? null) ? $data['auth'] : '';
        $userData = is_string($data['user_data'] ?? null) ? $data['user_data'] : '';
        $user = json_decode($userData, true);
        $userId = is_array($user) ? self::userId($user['id'] ?? null) : null;
        if ($userId === null || !$application->verifyUser($auth, SocketId::of($uniqId), $userData)) {
            NetBus::singleCast($uniqId, $this->error(self::NOT_AUTHORIZED, $userId === null
                ? 'user_data needs an id.'
                : $this->reason($application, $auth)));
            return;
        }
        NetBus::topicSubscribe($uniqId, $application->topic(ChannelName::ofUser($userId)));
        NetBus::connInfoUpdate((new ConnInfoUpdate())
            ->setUniqId($uniqId)
            ->setNewCustomerId($application->customerId($userId))
            ->setData(PusherEvent::text('pusher:signin_success', null, ['user_data' => $userData])));
    }

    /** A client that has shown who its user is can be reached by the customerId from now on. */
    private function identify(Application $application, Transfer $transfer, string $userId): void
    {
        $customerId = $application->customerId($userId);
        if ($transfer->getCustomerId() === '') {
            NetBus::connInfoUpdate((new ConnInfoUpdate())
                ->setUniqId($transfer->getUniqId())
                ->setNewCustomerId($customerId));
        }
    }

    /** @param array<array-key, mixed> $message as it came from the client: of any shape */
    private function whisper(Application $application, Transfer $transfer, array $message): void
    {
        $uniqId = $transfer->getUniqId();
        $channel = ChannelName::of($message['channel'] ?? null);
        if ($application->clientEvents === Application::NOBODY) {
            NetBus::singleCast($uniqId, $this->error(self::NO_CLIENT_EVENTS, 'The application accepts no client events.'));
            return;
        }
        if ($channel === null || !ChannelName::isGuarded($channel) || ChannelName::isEncrypted($channel)) {
            $why = 'Client events belong to private and presence channels, and not to encrypted ones.';
            NetBus::singleCast($uniqId, $this->error(self::NO_CLIENT_EVENTS, $why));
            return;
        }
        $topic = $application->topic($channel);
        if (!self::subscribesTo($topic, $transfer)) {
            NetBus::singleCast($uniqId, $this->error(self::NOT_AUTHORIZED, "The client does not subscribe to $channel."));
            return;
        }
        $userId = ChannelName::isPresence($channel) ? $this->presence()->userOf($application, $channel, $uniqId) : null;
        try {
            $text = json_encode([
                'event' => $message['event'],
                'channel' => $channel,
                // objects stay objects: an empty one is no empty list
                'data' => json_decode($transfer->getData(), false, 512, JSON_THROW_ON_ERROR)->data ?? null,
            ] + ($userId === null ? [] : ['user_id' => $userId]), PusherEvent::FLAGS);
        } catch (JsonException) {
            // a number that is too large for JSON of PHP, a key that begins with a null byte
            NetBus::singleCast($uniqId, $this->error(self::NO_CLIENT_EVENTS, 'The data of the client event cannot be passed on.'));
            return;
        }
        Subscribers::tellOthers($topic, $uniqId, $text);
    }

    private function refuse(string $uniqId, string $channel, string $why, int $status = 401): void
    {
        NetBus::singleCast($uniqId, PusherEvent::text('pusher:subscription_error', $channel, [
            'type' => match ($status) {
                401 => 'AuthError',
                429 => 'LimitReached',
                default => 'ServerError',
            },
            'error' => $why,
            'status' => $status,
        ]));
    }

    private function reason(Application $application, string $auth): string
    {
        $key = strstr($auth, ':', true);
        return $key === false || $key === $application->key
            ? 'The signature is not right.'
            : "The signature was made with the key $key; this connection is one of application $application->id,"
                . " whose key is $application->key.";
    }

    private function presence(): Presence
    {
        return $this->container->make(Presence::class);
    }

    /** Whether it did so when its gateway handed the message on. */
    private static function subscribesTo(string $topic, Transfer $transfer): bool
    {
        foreach ($transfer->getTopics() as $one) {
            if ($one === $topic) {
                return true;
            }
        }
        return false;
    }

    private static function userId(mixed $userId): ?string
    {
        return is_int($userId) || (is_string($userId) && $userId !== '') ? (string)$userId : null;
    }
}
