<?php
/*
 * An event as clients get it: the message of a broadcasting channel, or of the Pusher protocol, decoded.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use Illuminate\Contracts\Container\Container as LaravelContainer;
use LogicException;
use NetsvrBusiness\Container;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\Encryption;
use SodiumException;

final class PushedEvent
{
    /**
     * @param mixed $data decoded; that of an encrypted channel is decrypted where the application has the key, else it
     *     is the array with `nonce` and `ciphertext`
     * @param array<string, mixed> $message the whole message, as it was sent
     * @param list<string> $receivers topics, uniqIds or customerIds
     */
    private function __construct(
        public readonly string $event,
        public readonly ?string $channel,
        public readonly mixed $data,
        public readonly array $message,
        public readonly array $receivers
    ) {
    }

    /** Null for what is no event. */
    public static function of(Push $push): ?self
    {
        return self::decode($push->data, $push->receivers);
    }

    /** @param list<string> $receivers */
    public static function decode(string $text, array $receivers = []): ?self
    {
        $message = json_decode($text, true);
        if (!is_array($message) || !is_string($message['event'] ?? null)) {
            return null;
        }
        $channel = is_string($message['channel'] ?? null) ? $message['channel'] : null;
        $data = self::plain($message['data'] ?? null);
        if ($channel !== null && is_array($data) && isset($data['ciphertext'], $data['nonce'])) {
            $data = self::decrypted($channel, $data);
        }
        return new self($message['event'], $channel, $data, $message, $receivers);
    }

    /** @param array<array-key, mixed>|(Closure(mixed, self): bool)|null $data null: any, as with the channel */
    public function is(string $event, ?string $channel, array|Closure|null $data): bool
    {
        return $this->event === $event
            && ($channel === null || $this->channel === $channel)
            && ($data === null || ($data instanceof Closure ? (bool)$data($this->data, $this) : $this->data == $data));
    }

    public function __toString(): string
    {
        $flags = JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE;
        $on = $this->channel === null ? '' : " on $this->channel";
        return "$this->event$on" . ($this->data === null ? '' : ' with ' . json_encode($this->data, $flags));
    }

    /** In the Pusher protocol the data is JSON within JSON. */
    private static function plain(mixed $data): mixed
    {
        $decoded = is_string($data) ? json_decode($data, true) : null;
        return $decoded === null ? $data : $decoded;
    }

    /** @param array<string, mixed> $data */
    private static function decrypted(string $channel, array $data): mixed
    {
        $container = Container::getInstance();
        $applications = $container instanceof LaravelContainer && $container->bound(Applications::class)
            ? $container->make(Applications::class)->all()
            : [];
        foreach ($applications as $application) {
            try {
                $plain = function_exists('sodium_crypto_secretbox_open')
                    ? Encryption::open($application, $channel, $data)
                    : null;
            } catch (LogicException|SodiumException) {
                // it has no key, or this is no such data
                continue;
            }
            if ($plain !== null) {
                return self::plain($plain);
            }
        }
        return $data;
    }
}
