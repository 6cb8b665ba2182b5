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
        return [Pings::class, Reconciler::class];
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
        $succeeded = [];
        if (ChannelName::isPresence($channel)) {
            $succeeded = $this->enter($application, $channel, $uniqId, $user);
            if ($succeeded === null) {
                return;
            }
        }
        NetBus::topicSubscribe($uniqId, $application->topic($channel), PusherEvent::text(
            'pusher_internal:subscription_succeeded',
            $channel,
            (object)$succeeded
        ));
        $userId = is_array($user) ? self::userId($user['user_id'] ?? null) : null;
        if ($userId !== null) {
            $this->identify($application, $transfer, $userId);
        }
        if (ChannelName::isCache($channel)) {
            $last = $this->container->make(CacheChannels::class)->last($application, $channel);
            NetBus::singleCast($uniqId, $last ?? PusherEvent::text('pusher:cache_miss', $channel));
        }
    }

    /** @return array{presence: array<string, mixed>}|null null: it has been refused */
    private function enter(Application $application, string $channel, string $uniqId, mixed $user): ?array
    {
        $userId = is_array($user) ? self::userId($user['user_id'] ?? null) : null;
        if ($userId === null) {
            $this->refuse($uniqId, $channel, 'channel_data of a presence channel needs a user_id.');
            return null;
        }
        try {
            $members = $this->presence()->join($application, $channel, $uniqId, $userId, $user['user_info'] ?? null)->members;
        } catch (Throwable $thrown) {
            $this->refuse($uniqId, $channel, 'The members of the channel are not available.', 503);
            throw $thrown;
        }
        return ['presence' => [
            'ids' => array_map(strval(...), array_keys($members)),
            'hash' => (object)$members,
            'count' => count($members),
        ]];
    }

    /** @param array<array-key, mixed> $data as it came from the client: of any shape */
    private function unsubscribe(Application $application, Transfer $transfer, array $data): void
    {
        $channel = ChannelName::of($data['channel'] ?? null);
        if ($channel === null) {
            return;
        }
        NetBus::topicUnsubscribe($transfer->getUniqId(), $application->topic($channel));
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
            NetBus::singleCast($uniqId, $this->error(self::NO_CLIENT_EVENTS, 'The application takes no client events.'));
            return;
        }
        if ($channel === null || !ChannelName::isGuarded($channel) || ChannelName::isEncrypted($channel)) {
            $why = 'Client events belong to private and presence channels, and not to encrypted ones.';
            NetBus::singleCast($uniqId, $this->error(self::NO_CLIENT_EVENTS, $why));
            return;
        }
        $topic = $application->topic($channel);
        if (!in_array($topic, iterator_to_array($transfer->getTopics()), true)) {
            NetBus::singleCast($uniqId, $this->error(self::NOT_AUTHORIZED, "The client does not subscribe to $channel."));
            return;
        }
        $userId = ChannelName::isPresence($channel) ? $this->presence()->userOf($application, $channel, $uniqId) : null;
        Subscribers::tellOthers($topic, $uniqId, json_encode([
            'event' => $message['event'],
            'channel' => $channel,
            'data' => $message['data'] ?? null,
        ] + ($userId === null ? [] : ['user_id' => $userId]), PusherEvent::FLAGS));
    }

    private function refuse(string $uniqId, string $channel, string $why, int $status = 401): void
    {
        NetBus::singleCast($uniqId, PusherEvent::text('pusher:subscription_error', $channel, [
            'type' => $status === 401 ? 'AuthError' : 'ServerError',
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

    private static function userId(mixed $userId): ?string
    {
        return is_int($userId) || (is_string($userId) && $userId !== '') ? (string)$userId : null;
    }
}
