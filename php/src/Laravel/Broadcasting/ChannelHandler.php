<?php
/*
 * Lets websocket clients subscribe to broadcasting channels in a dialect of this package's own, which is smaller than
 * Pusher's: `'dialect' => 'json'` in config/netsvr.php. Messages in both directions are JSON texts.
 *
 *     to a client that has connected     {"event": "netsvr:connected", "data": {"socket_id": "<uniqId>", "signature": "…"}}
 *     from a client                      {"event": "netsvr:subscribe", "channel": "orders"}
 *                                        {"event": "netsvr:subscribe", "channel": "private-orders.7", "auth": "…"}
 *                                        {"event": "netsvr:subscribe", "channel": "presence-room.7", "auth": "…",
 *                                         "channel_data": "…"}
 *                                        {"event": "netsvr:unsubscribe", "channel": "orders"}
 *     to that client                     {"event": "netsvr:subscribed", "channel": "orders"}
 *                                        {"event": "netsvr:unsubscribed", "channel": "orders"}
 *                                        {"event": "netsvr:error", "channel": "orders", "data": {"message": "…"}}
 *
 * `auth` and `channel_data` are what POST /broadcasting/auth answered to `socket_id` and `channel_name`. Any
 * client may subscribe to a channel that is neither private nor presence. There are no encrypted channels.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\ConnectionSignature;

class ChannelHandler extends ClientHandler
{
    protected function greeting(string $uniqId): string
    {
        return self::text('netsvr:connected', null, [
            'socket_id' => $uniqId,
            'signature' => $this->container->make(ConnectionSignature::class)->sign($uniqId),
        ]);
    }

    protected function error(int $code, string $message): string
    {
        return self::text('netsvr:error', null, ['message' => $message]);
    }

    protected function received(Application $application, Transfer $transfer): void
    {
        $message = json_decode($transfer->getData(), true);
        $event = is_array($message) ? $message['event'] ?? null : null;
        if ($event === 'netsvr:subscribe') {
            $this->subscribe($application, $transfer, $message);
        } elseif ($event === 'netsvr:unsubscribe') {
            $this->unsubscribe($application, $transfer->getUniqId(), $message);
        } else {
            $this->message($transfer);
        }
    }

    /** @param array<array-key, mixed> $message as it came from the client: of any shape */
    private function subscribe(Application $application, Transfer $transfer, array $message): void
    {
        $uniqId = $transfer->getUniqId();
        $channel = ChannelName::of($message['channel'] ?? null);
        if ($channel === null) {
            $this->refuse($uniqId, '', 'The channel has no valid name.');
            return;
        }
        if ($this->hasTooMany($application, $transfer, $channel)) {
            $this->refuse($uniqId, $channel, 'The connection subscribes to too many channels.');
            return;
        }
        if (ChannelName::isEncrypted($channel)) {
            $this->refuse($uniqId, $channel, 'There are no encrypted channels in this dialect.');
            return;
        }
        if (ChannelName::isGuarded($channel)) {
            $auth = $message['auth'] ?? null;
            $channelData = $message['channel_data'] ?? '';
            if (!is_string($auth) || !is_string($channelData)
                || !$application->verifyChannel($auth, $uniqId, $channel, $channelData)) {
                $this->refuse($uniqId, $channel, 'The subscription is not authorized.');
                return;
            }
        }
        NetBus::topicSubscribe($uniqId, $application->topic($channel), self::text('netsvr:subscribed', $channel));
    }

    /** @param array<array-key, mixed> $message as it came from the client: of any shape */
    private function unsubscribe(Application $application, string $uniqId, array $message): void
    {
        $channel = ChannelName::of($message['channel'] ?? null);
        if ($channel !== null) {
            NetBus::topicUnsubscribe($uniqId, $application->topic($channel), self::text('netsvr:unsubscribed', $channel));
        }
    }

    private function refuse(string $uniqId, string $channel, string $why): void
    {
        NetBus::singleCast($uniqId, self::text('netsvr:error', $channel, ['message' => $why]));
    }

    /** @param array<string, mixed>|null $data */
    private static function text(string $event, ?string $channel, ?array $data = null): string
    {
        $message = ['event' => $event];
        $channel === null || $message['channel'] = $channel;
        $data === null || $message['data'] = $data;
        return json_encode($message, PusherEvent::FLAGS);
    }
}
