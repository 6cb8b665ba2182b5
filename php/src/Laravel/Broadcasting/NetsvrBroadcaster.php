<?php
/*
 * The broadcasting driver `netsvr`: each channel is a topic of the gateways.
 *
 *     // config/broadcasting.php; without it the package's own connection is the same
 *     'connections' => [
 *         'netsvr' => ['driver' => 'netsvr'],
 *     ],
 *
 * Subscribers of the topic get one text message for each channel of the event, as the Pusher protocol has it:
 *
 *     {"event": "App\\Events\\OrderShipped", "channel": "private-orders.7", "data": "{\"id\":7}", "message_id": "…"}
 *
 * In the dialect `json` the data is no text, but the object itself.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Broadcasting\BroadcastException;
use Illuminate\Broadcasting\Broadcasters\Broadcaster;
use Illuminate\Broadcasting\Broadcasters\UsePusherChannelConventions;
use Illuminate\Contracts\Container\Container;
use InvalidArgumentException;
use LogicException;
use NetsvrBusiness\Laravel\Identity\Users;
use NetsvrBusiness\Laravel\NetsvrServiceProvider;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\ConnectionSignature;
use Symfony\Component\HttpKernel\Exception\AccessDeniedHttpException;
use Throwable;

class NetsvrBroadcaster extends Broadcaster
{
    use UsePusherChannelConventions;

    protected Application $application;
    protected Publisher $publisher;
    protected Envelope $envelope;
    protected MessageIds $ids;
    protected string $dialect;
    protected bool $subscribeOnAuth;

    /**
     * @param array{app?: string|null, throw?: string|bool|null, subscribe_on_auth?: bool} $config of the connection in
     *     config/broadcasting.php.
     *     `app`: the id of one of `apps` in config/netsvr.php; default: the first.
     *     `throw`: when an event that could not be sent is a BroadcastException: `all` (default): when no gateway has
     *     it; `any`: when one has it not; `never`. What is not thrown is logged.
     *     `subscribe_on_auth`: whether the authentication of a channel subscribes the connection at once, for
     *     applications that run no `netsvr:work`; default: false.
     * @throws InvalidArgumentException for a setting that cannot be right; names it
     */
    public function __construct(protected Container $container, array $config = [])
    {
        $applications = $container->make(Applications::class);
        $id = (string)($config['app'] ?? '');
        $this->application = ($id === '' ? $applications->default() : $applications->find($id))
            ?? throw new InvalidArgumentException("netsvr: the broadcasting connection names the app $id, which is none of `apps`"
                . ' in config/netsvr.php');
        $this->publisher = new Publisher($this->application, $container, $config['throw'] ?? Publisher::ALL);
        $this->dialect = Dialect::checked($container->make('config')->get('netsvr.dialect', Dialect::PUSHER));
        $this->ids = $container->make(MessageIds::class);
        $this->envelope = new Envelope($this->application, $this->dialect);
        $this->subscribeOnAuth = (bool)($config['subscribe_on_auth'] ?? false);
    }

    /**
     * Answers a client that asks for a channel, as Laravel's route /broadcasting/auth passes it on: the request has
     * `channel_name` and `socket_id`.
     *
     * @param \Illuminate\Http\Request $request
     * @return array{auth: string, channel_data?: string, shared_secret?: string} see validAuthenticationResponse()
     * @throws AccessDeniedHttpException when the user may not, or something is missing
     * @throws LogicException for an encrypted channel when there is no key for it
     */
    public function auth($request)
    {
        $channel = ChannelName::of($request->input('channel_name'));
        if ($channel === null || SocketId::uniqId($request->input('socket_id')) === null) {
            throw new AccessDeniedHttpException();
        }
        $name = $this->normalizeChannelName($channel);
        if ($this->isGuardedChannel($channel) && !$this->retrieveUser($request, $name)) {
            throw new AccessDeniedHttpException();
        }
        return $this->verifyUserCanAccessChannel($request, $name);
    }

    /**
     * What the client hands to netsvr:work together with the channel's name: a signature for its connection and this
     * channel and what others may know of the user, as a JSON text. On a private channel that is nothing but who it is,
     * so that messages for the user reach the connection.
     *
     * @param \Illuminate\Http\Request $request
     * @param mixed $result what the channel's authorization callback returned
     * @return array{auth: string, channel_data?: string, shared_secret?: string} channel_data:
     *     `{"user_id": …, "user_info": …}`; shared_secret: base64, for encrypted channels
     */
    public function validAuthenticationResponse($request, $result)
    {
        $channel = (string)$request->input('channel_name');
        if (ChannelName::isEncrypted($channel)) {
            // Only now: strangers make no exceptions.
            $this->envelope->refuseEncryptionWhereThereIsNone($channel);
        }
        $uniqId = (string)SocketId::uniqId($request->input('socket_id'));
        $user = $this->retrieveUser($request, $this->normalizeChannelName($channel));
        $data = $user === null ? [] : ['user_id' => self::identifier($user)];
        if (ChannelName::isPresence($channel)) {
            $data['user_info'] = $result;
        }
        $channelData = $data === [] ? '' : json_encode($data, PusherEvent::FLAGS);
        if ($this->subscribeOnAuth) {
            $this->subscribe($request, $uniqId, $channel);
        }
        $response = ['auth' => $this->application->signChannel($this->socketId($uniqId), $channel, $channelData)];
        if ($channelData !== '') {
            $response['channel_data'] = $channelData;
        }
        if (ChannelName::isEncrypted($channel)) {
            $response['shared_secret'] = base64_encode($this->application->sharedSecret($channel));
        }
        return $response;
    }

    /**
     * What a client signs in with: the route /broadcasting/user-auth, which Laravel has from 9 on. Without a callback of
     * Broadcast::resolveAuthenticatedUserUsing() that is the id of the user who is logged in.
     *
     * @param \Illuminate\Http\Request $request
     * @return array{auth: string, user_data: string}|null null: nobody is logged in
     */
    public function resolveAuthenticatedUser($request)
    {
        $user = method_exists(Broadcaster::class, 'resolveAuthenticatedUser') ? parent::resolveAuthenticatedUser($request) : null;
        if ($user === null && $request->user() !== null) {
            $user = ['id' => self::identifier($request->user())];
        }
        $uniqId = SocketId::uniqId($request->input('socket_id'));
        if ($user === null || $uniqId === null) {
            return null;
        }
        $userData = json_encode($user, PusherEvent::FLAGS);
        return ['auth' => $this->application->signUser($this->socketId($uniqId), $userData), 'user_data' => $userData];
    }

    /**
     * Publishes an event to the topics of its channels.
     *
     * @param array<string|\Stringable> $channels
     * @param string $event
     * @param array<string, mixed> $payload `socket` is the connection that does not get the event
     * @throws LogicException for an encrypted channel when there is no key for it; then nothing is published to any
     * @throws BroadcastException when it could not be sent, see `throw`
     * @throws \JsonException when the payload cannot be JSON
     */
    public function broadcast(array $channels, $event, array $payload = []): void
    {
        $socket = $payload['socket'] ?? null;
        unset($payload['socket']);
        $id = $this->ids->next();
        $texts = [];
        foreach (array_unique($this->formatChannels($channels)) as $channel) {
            $texts[$channel] = $this->envelope->text((string)$event, $channel, $payload, $id);
        }
        foreach ($texts as $channel => $text) {
            if (ChannelName::isCache((string)$channel)) {
                $this->keep((string)$channel, $text);
            }
        }
        $this->publisher->publish($texts, (string)$event, SocketId::uniqId($socket));
    }

    /** The topic that carries a channel. */
    public function topic(string $channel): string
    {
        return $this->application->topic($channel);
    }

    /**
     * @param \Illuminate\Http\Request $request
     * @throws AccessDeniedHttpException when the client has not shown that the connection is its own
     */
    private function subscribe($request, string $uniqId, string $channel): void
    {
        $signature = $request->input('socket_signature');
        if (!is_string($signature) || !$this->container->make(ConnectionSignature::class)->verify($signature, $uniqId)) {
            throw new AccessDeniedHttpException('netsvr: subscribe_on_auth needs socket_signature: the signature of socket_id'
                . ' that the connection was greeted with (NetsvrBusiness\Support\ConnectionSignature)');
        }
        NetBus::topicSubscribe($uniqId, [$this->application->group($uniqId), $this->topic($channel)]);
    }

    /** Who subscribes now gets the event, even if it cannot be kept for those who come later. */
    private function keep(string $channel, string $text): void
    {
        try {
            $this->container->make(CacheChannels::class)->keep($this->application, $channel, $text);
        } catch (Throwable $thrown) {
            $this->container->make(NetsvrServiceProvider::LOGGER)->error('netsvr: the cache store (cache.default) has not kept'
                . " the last event of $channel for later subscribers: {$thrown->getMessage()}");
        }
    }

    /** As the dialect calls a connection. */
    private function socketId(string $uniqId): string
    {
        return $this->dialect === Dialect::PUSHER ? SocketId::of($uniqId) : $uniqId;
    }

    /** A string, as in all ids of the Pusher protocol: clients compare them, and one of a number is refused. */
    private static function identifier(object $user): string
    {
        return (string)Users::id($user);
    }
}
