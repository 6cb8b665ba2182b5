<?php
/*
 * An application whose clients are connected to the gateways: what its topics are called, and what proves that a client
 * may subscribe. Several applications can share gateways; their ids keep them apart.
 *
 *     laravel:4f1c09aa:private-orders.7     the topic of a channel
 *     laravel:4f1c09aa#07                   every connection of the application has one of 32 such topics
 *
 * Signatures, and the secrets of encrypted channels, are those of Pusher, so that its client libraries understand them.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use InvalidArgumentException;
use LogicException;
use SensitiveParameter;

final class Application
{
    /** Keeps what clients may subscribe to apart from the topics that the application uses by itself. */
    public const DEFAULT_PREFIX = 'laravel:';
    /** How many topics the connections of an application are dealt to: so many portions of them can be reached apart. */
    public const GROUPS = 32;
    /** Who may send client events: the subscribers of a private or presence channel, or nobody. */
    public const MEMBERS = 'members';
    public const NOBODY = 'none';

    private readonly string $topics;
    private readonly string $groups;

    /**
     * @param string $id letters, digits, `.`, `_` and `-`
     * @param string $key what clients name the application by; public
     * @param string $encryptionKey 32 bytes, or their base64; empty: there are no encrypted channels
     * @param string $customerPrefix stands before the user's id in the customerId, where several applications whose
     *     users have the same ids share gateways
     * @throws InvalidArgumentException names the setting
     */
    public function __construct(
        public readonly string $id,
        public readonly string $key,
        #[SensitiveParameter] private readonly string $secret,
        #[SensitiveParameter] private readonly string $encryptionKey = '',
        public readonly string $prefix = self::DEFAULT_PREFIX,
        public readonly string $clientEvents = self::MEMBERS,
        public readonly string $customerPrefix = ''
    ) {
        if (preg_match('/^[0-9A-Za-z._-]+$/D', $id) !== 1) {
            throw new InvalidArgumentException("netsvr: apps: the id \"$id\" has to be of letters, digits, '.', '_' and '-'");
        }
        if ($key === '' || str_contains($key, ':')) {
            throw new InvalidArgumentException("netsvr: apps: the key of $id is empty, or has a colon");
        }
        if ($secret === '') {
            throw new InvalidArgumentException("netsvr: apps: $id has no secret, and there is no APP_KEY to derive it from:"
                . ' `php artisan key:generate` makes one; where the configuration is cached, cache it anew');
        }
        if (!in_array($clientEvents, [self::MEMBERS, self::NOBODY], true)) {
            throw new InvalidArgumentException("netsvr: apps: client_events of $id is \"$clientEvents\": members or none");
        }
        $this->topics = "$prefix$id:";
        $this->groups = "$prefix$id#";
    }

    /** The topic that carries a channel. */
    public function topic(string $channel): string
    {
        return $this->topics . $channel;
    }

    /** The channel that a topic carries; null for a topic that is none of this application's channels. */
    public function channel(string $topic): ?string
    {
        return str_starts_with($topic, $this->topics) ? substr($topic, strlen($this->topics)) : null;
    }

    /** The topic that says of a connection that it is this application's. */
    public function group(string $uniqId): string
    {
        return $this->groups . sprintf('%02d', crc32($uniqId) % self::GROUPS);
    }

    /** @return list<string> all topics that group() gives */
    public function groups(): array
    {
        return array_map(fn(int $number): string => $this->groups . sprintf('%02d', $number), range(0, self::GROUPS - 1));
    }

    /** @param iterable<string> $topics of a connection */
    public function owns(iterable $topics): bool
    {
        foreach ($topics as $topic) {
            if (str_starts_with($topic, $this->groups)) {
                return true;
            }
        }
        return false;
    }

    /** The customerId of a user at the gateways. */
    public function customerId(string|int $userId): string
    {
        return $this->customerPrefix . $userId;
    }

    /**
     * The channel comes first in what is signed, and its data after a colon: ChannelName takes no name, and verifyChannel()
     * no data, with which the same text could be read in two ways.
     *
     * @param string $channelData a JSON text, an object
     * @return string `key:` and 64 hex characters
     */
    public function signChannel(string $socketId, string $channel, string $channelData = ''): string
    {
        return $this->sign("$socketId:$channel" . ($channelData === '' ? '' : ":$channelData"));
    }

    public function verifyChannel(string $auth, string $socketId, string $channel, string $channelData = ''): bool
    {
        return ($channelData === '' || $channelData[0] === '{')
            && hash_equals($this->signChannel($socketId, $channel, $channelData), $auth);
    }

    /** @param string $userData a JSON text, an object with `id` */
    public function signUser(string $socketId, string $userData): string
    {
        return $this->sign("$socketId::user::$userData");
    }

    public function verifyUser(string $auth, string $socketId, string $userData): bool
    {
        return str_starts_with($userData, '{') && hash_equals($this->signUser($socketId, $userData), $auth);
    }

    /**
     * What the messages of an encrypted channel are encrypted with.
     *
     * @return string 32 bytes
     * @throws LogicException when no key is configured, or no 32 bytes
     */
    public function sharedSecret(string $channel): string
    {
        if ($this->encryptionKey === '') {
            throw new LogicException("netsvr: the channel $channel is encrypted, and application $this->id has no"
                . ' key for it. Set NETSVR_ENCRYPTION_KEY to the base64 of 32 random bytes (php artisan netsvr:install'
                . ' makes it), or use a PrivateChannel where the gateways may see what is said.');
        }
        $key = strlen($this->encryptionKey) === 32 ? $this->encryptionKey : base64_decode($this->encryptionKey, true);
        if ($key === false || strlen($key) !== 32) {
            throw new LogicException("netsvr: encryption_key of application $this->id is not the base64 of 32 bytes");
        }
        return hash('sha256', $channel . $key, true);
    }

    /**
     * A key for another purpose: what is made with it is of no use elsewhere in the application.
     *
     * @return string 32 bytes
     */
    public function derive(string $purpose): string
    {
        return hash_hmac('sha256', "netsvr $purpose", $this->secret, true);
    }

    private function sign(string $text): string
    {
        return "$this->key:" . hash_hmac('sha256', $text, $this->secret);
    }
}
