<?php
/*
 * Lets websocket clients subscribe to broadcasting channels: what `php artisan netsvr:work` does unless
 * config/netsvr.php names another handler. Messages in both directions are JSON texts.
 *
 *     to a client that has connected     {"event": "netsvr:connected", "data": {"socket_id": "<uniqId>"}}
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
 * client may subscribe to a channel that is neither private nor presence. The `prefix` of the connection in
 * config/broadcasting.php keeps clients to the topics of channels.
 *
 * An application that wants more of its clients extends this class and overrides message(), opened(), closed().
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Contracts\Config\Repository;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;

class ChannelHandler implements EventInterface
{
    /** Bytes of a channel's name. */
    private const LONGEST_CHANNEL = 200;

    protected string $prefix;

    public function __construct(protected ChannelSignature $signature, Repository $config)
    {
        $this->prefix = $this->prefixOf((array)$config->get('broadcasting.connections', []));
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        $uniqId = $connOpen->getUniqId();
        NetBus::singleCast($uniqId, self::text('netsvr:connected', null, ['socket_id' => $uniqId]));
        $this->opened($connOpen);
    }

    public function onMessage(Transfer $transfer): void
    {
        $message = json_decode($transfer->getData(), true);
        $event = is_array($message) ? $message['event'] ?? null : null;
        if ($event === 'netsvr:subscribe') {
            $this->subscribe($transfer->getUniqId(), $message);
        } elseif ($event === 'netsvr:unsubscribe') {
            $this->unsubscribe($transfer->getUniqId(), $message);
        } else {
            $this->message($transfer);
        }
    }

    public function onClose(ConnClose $connClose): void
    {
        $this->closed($connClose);
    }

    /** A client has connected; it knows its uniqId already. */
    protected function opened(ConnOpen $connOpen): void
    {
    }

    /** A client has sent something else than a subscription: any bytes. */
    protected function message(Transfer $transfer): void
    {
    }

    /** A client has gone. */
    protected function closed(ConnClose $connClose): void
    {
    }

    /** @param array<array-key, mixed> $message as it came from the client: of any shape */
    private function subscribe(string $uniqId, array $message): void
    {
        $channel = self::channel($message);
        if ($channel === null) {
            $this->refuse($uniqId, '', 'The channel has no valid name.');
            return;
        }
        if (NetsvrBroadcaster::isEncrypted($channel)) {
            $this->refuse($uniqId, $channel, 'There are no encrypted channels here.');
            return;
        }
        if (str_starts_with($channel, 'private-') || str_starts_with($channel, 'presence-')) {
            $auth = $message['auth'] ?? null;
            $channelData = $message['channel_data'] ?? '';
            if (!is_string($auth) || !is_string($channelData)
                || !$this->signature->verify($auth, $uniqId, $channel, $channelData)) {
                $this->refuse($uniqId, $channel, 'The subscription is not authorized.');
                return;
            }
        }
        NetBus::topicSubscribe($uniqId, $this->prefix . $channel, self::text('netsvr:subscribed', $channel));
    }

    /** @param array<array-key, mixed> $message as it came from the client: of any shape */
    private function unsubscribe(string $uniqId, array $message): void
    {
        $channel = self::channel($message);
        if ($channel !== null) {
            NetBus::topicUnsubscribe($uniqId, $this->prefix . $channel, self::text('netsvr:unsubscribed', $channel));
        }
    }

    private function refuse(string $uniqId, string $channel, string $why): void
    {
        NetBus::singleCast($uniqId, self::text('netsvr:error', $channel, ['message' => $why]));
    }

    /** @param array<array-key, mixed> $message */
    private static function channel(array $message): ?string
    {
        $channel = $message['channel'] ?? null;
        return is_string($channel) && $channel !== '' && strlen($channel) <= self::LONGEST_CHANNEL ? $channel : null;
    }

    /** @param array<string, mixed>|null $data */
    private static function text(string $event, ?string $channel, ?array $data = null): string
    {
        $message = array_filter(
            ['event' => $event, 'channel' => $channel, 'data' => $data],
            static fn(mixed $part): bool => $part !== null
        );
        return json_encode($message, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
    }

    /** The topic prefix of the first connection with this driver. */
    private function prefixOf(array $connections): string
    {
        foreach ($connections as $connection) {
            if (($connection['driver'] ?? null) === 'netsvr') {
                return NetsvrBroadcaster::prefixIn($connection);
            }
        }
        return NetsvrBroadcaster::DEFAULT_PREFIX;
    }
}
