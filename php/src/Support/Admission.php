<?php
/*
 * Lets a websocket client in, and says what its gateway keeps for it from the first moment on.
 *
 *     return Admission::as($user->id)->session(['roles' => $user->roles])->topics("user.$user->id")->send('hello');
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

final class Admission
{
    /** @param list<string> $topics */
    private function __construct(
        public readonly string $customerId,
        public readonly string $session = '',
        public readonly array $topics = [],
        public readonly string $data = ''
    ) {
    }

    /** A client whose customer is known. */
    public static function as(string|int $customerId): self
    {
        return new self((string)$customerId);
    }

    /** A client that nobody knows yet. */
    public static function guest(): self
    {
        return new self('');
    }

    /** @param string|array<array-key, mixed> $session text, or what becomes JSON */
    public function session(string|array $session): self
    {
        return new self($this->customerId, self::text($session), $this->topics, $this->data);
    }

    /** Subscribes it to these topics, besides those that were named before. */
    public function topics(string ...$topics): self
    {
        $all = array_values(array_unique([...$this->topics, ...$topics]));
        return new self($this->customerId, $this->session, $all, $this->data);
    }

    /** @param string|array<array-key, mixed> $data its first message: any bytes, or what becomes JSON */
    public function send(string|array $data): self
    {
        return new self($this->customerId, $this->session, $this->topics, self::text($data));
    }

    /**
     * @internal
     * @param string|array<array-key, mixed> $value
     */
    public static function text(string|array $value): string
    {
        $flags = JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;
        return is_string($value) ? $value : json_encode($value, $flags);
    }
}
