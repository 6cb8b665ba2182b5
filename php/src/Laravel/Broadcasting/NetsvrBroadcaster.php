<?php
/*
 * The broadcasting driver `netsvr`: each channel is a topic of the gateways.
 *
 *     // config/broadcasting.php
 *     'connections' => [
 *         'netsvr' => ['driver' => 'netsvr'],
 *     ],
 *
 * Subscribers of the topic get one text message for each channel of the event:
 *
 *     {"event": "App\\Events\\OrderShipped", "channel": "private-orders.7", "data": {"id": 7}}
 *
 * with `"socket": "<uniqId>"` besides when the event was sent with toOthers(): a gateway publishes to all
 * subscribers, so the client that has this uniqId leaves the message aside.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Broadcasting\BroadcastException;
use Illuminate\Broadcasting\Broadcasters\Broadcaster;
use Illuminate\Broadcasting\Broadcasters\UsePusherChannelConventions;
use LogicException;
use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;
use Symfony\Component\HttpKernel\Exception\AccessDeniedHttpException;

class NetsvrBroadcaster extends Broadcaster
{
    use UsePusherChannelConventions;

    /** Keeps what clients may subscribe to apart from the topics that the application uses by itself. */
    public const DEFAULT_PREFIX = 'laravel:';

    /** What Laravel puts before the name of an EncryptedPrivateChannel. */
    private const ENCRYPTED = 'private-encrypted-';

    protected string $prefix;
    protected bool $throw;
    protected bool $subscribeOnAuth;

    /**
     * @param array{prefix?: string, throw?: bool, subscribe_on_auth?: bool} $config of the connection in
     *     config/broadcasting.php.
     *     `prefix` stands before the channel in the topic's name; default: `laravel:`.
     *     `throw`: whether an event that could not be sent is a BroadcastException, so that a queued one is tried
     *     again; false leaves it to `netsvr.on_send_failure` in php.ini; default: true.
     *     `subscribe_on_auth`: whether the authentication of a channel subscribes the connection at once, for
     *     applications that run no `netsvr:work`; default: false.
     */
    public function __construct(protected ChannelSignature $signature, array $config = [])
    {
        $this->prefix = self::prefixIn($config);
        $this->throw = (bool)($config['throw'] ?? true);
        $this->subscribeOnAuth = (bool)($config['subscribe_on_auth'] ?? false);
    }

    /**
     * Answers a client that asks for a channel, as Laravel's route /broadcasting/auth passes it on: the request has
     * `channel_name` and, as `socket_id`, the uniqId of the client's websocket connection.
     *
     * @param \Illuminate\Http\Request $request
     * @return array{auth: string, channel_data?: string} see validAuthenticationResponse()
     * @throws AccessDeniedHttpException when the user may not, or something is missing, or the channel is an encrypted
     *     one
     */
    public function auth($request)
    {
        $channel = $request->input('channel_name');
        if (!is_string($channel) || $channel === '' || self::socketId($request) === null) {
            throw new AccessDeniedHttpException();
        }
        if (self::isEncrypted($channel)) {
            throw new AccessDeniedHttpException(self::noEncryption($channel));
        }
        $name = $this->normalizeChannelName($channel);
        if ($this->isGuardedChannel($channel) && !$this->retrieveUser($request, $name)) {
            throw new AccessDeniedHttpException();
        }
        return $this->verifyUserCanAccessChannel($request, $name);
    }

    /**
     * What the client hands to the gateway together with the channel's name: a signature for its connection and this
     * channel and, for presence channels, what others may know of the user, as a JSON text.
     *
     * @param \Illuminate\Http\Request $request
     * @param mixed $result what the channel's authorization callback returned
     * @return array{auth: string, channel_data?: string} channel_data: `{"user_id": …, "user_info": …}`
     */
    public function validAuthenticationResponse($request, $result)
    {
        $channel = (string)$request->input('channel_name');
        $socketId = (string)self::socketId($request);
        $response = [];
        $channelData = '';
        if (str_starts_with($channel, 'presence-')) {
            $user = $this->retrieveUser($request, $this->normalizeChannelName($channel));
            $channelData = json_encode([
                'user_id' => method_exists($user, 'getAuthIdentifierForBroadcasting')
                    ? $user->getAuthIdentifierForBroadcasting()
                    : $user->getAuthIdentifier(),
                'user_info' => $result,
            ], JSON_THROW_ON_ERROR);
            $response['channel_data'] = $channelData;
        }
        if ($this->subscribeOnAuth) {
            NetBus::topicSubscribe($socketId, $this->topic($channel));
        }
        return ['auth' => $this->signature->sign($socketId, $channel, $channelData)] + $response;
    }

    /**
     * Publishes an event to the topics of its channels.
     *
     * @param array<string|\Stringable> $channels
     * @param string $event
     * @param array<string, mixed> $payload `socket` is the connection that is to leave the event aside
     * @throws LogicException when one of the channels is an encrypted one; then nothing is published to any
     * @throws BroadcastException when it could not be sent to a gateway
     * @throws \JsonException when the payload cannot be JSON
     */
    public function broadcast(array $channels, $event, array $payload = []): void
    {
        $channels = array_unique($this->formatChannels($channels));
        foreach ($channels as $channel) {
            if (self::isEncrypted($channel)) {
                throw new LogicException(self::noEncryption($channel));
            }
        }
        $socket = $payload['socket'] ?? null;
        unset($payload['socket']);
        // An event without data is {}, as one with data is, not [].
        $message = ['event' => $event, 'channel' => '', 'data' => $payload === [] ? (object)[] : $payload];
        if ($socket !== null) {
            $message['socket'] = $socket;
        }
        $topics = $texts = [];
        foreach ($channels as $channel) {
            $message['channel'] = $channel;
            $topics[] = $this->topic($channel);
            $texts[] = json_encode($message, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES);
        }
        if ($topics !== []) {
            $this->publish($topics, $texts);
        }
    }

    /** The topic prefix of a connection in config/broadcasting.php. @param array{prefix?: string|null} $config */
    public static function prefixIn(array $config): string
    {
        return (string)($config['prefix'] ?? self::DEFAULT_PREFIX);
    }

    /** An EncryptedPrivateChannel by its name, which this driver would publish in clear text. */
    public static function isEncrypted(string $channel): bool
    {
        return str_starts_with($channel, self::ENCRYPTED);
    }

    /** Why such a channel is refused. */
    public static function noEncryption(string $channel): string
    {
        return "The broadcasting driver netsvr does not encrypt: it takes no encrypted channel ($channel)."
            . ' Use a PrivateChannel where the gateways may see what is said.';
    }

    /** The topic that carries a channel. */
    public function topic(string $channel): string
    {
        return $this->prefix . $channel;
    }

    /**
     * @param non-empty-list<string> $topics
     * @param non-empty-list<string> $texts one for each topic
     */
    protected function publish(array $topics, array $texts): void
    {
        $before = $this->throw ? ini_set('netsvr.on_send_failure', 'throw') : false;
        try {
            if (count($topics) === 1) {
                NetBus::topicPublish($topics[0], $texts[0]);
            } else {
                NetBus::topicPublishBulk(['topics' => $topics, 'data' => $texts]);
            }
        } catch (SocketSendException $exception) {
            throw new BroadcastException('netsvr error: ' . $exception->getMessage(), 0, $exception);
        } finally {
            if ($before !== false) {
                ini_set('netsvr.on_send_failure', $before);
            }
        }
    }

    /**
     * The uniqId in a request; null when there is none.
     *
     * @param \Illuminate\Http\Request $request
     */
    private static function socketId($request): ?string
    {
        $socketId = $request->input('socket_id');
        return is_string($socketId) && preg_match('/^[0-9a-zA-Z]{12,}$/D', $socketId) ? $socketId : null;
    }
}
