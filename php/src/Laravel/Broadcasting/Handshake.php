<?php
/*
 * What a client has said while it connected: its query. A gateway 5.x hands it on. A gateway 8.x takes none, so a proxy
 * puts it into X-Real-IP. Gateways forward no path: a proxy puts the key that stands there into the query.
 *
 *     /app/4f1c…?protocol=7&client=js  ->  app_key=4f1c…&protocol=7&client=js
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Netsvr\ConnOpen;

final class Handshake
{
    /** The parameter that names the application. */
    public const KEY = 'app_key';

    /** @param array<array-key, mixed> $query */
    private function __construct(private readonly array $query)
    {
    }

    public static function of(ConnOpen $connOpen): self
    {
        $text = $connOpen->getRawQuery();
        if ($text === '') {
            // an address holds no "="
            $text = str_contains($connOpen->getXRealIp(), '=') ? $connOpen->getXRealIp() : '';
        }
        parse_str($text, $query);
        return new self($query);
    }

    /** A parameter; null when it is not there, or a list. */
    public function parameter(string $name): ?string
    {
        return is_string($this->query[$name] ?? null) ? $this->query[$name] : null;
    }

    /** The key of the application; null when nobody has put it there. */
    public function key(): ?string
    {
        return $this->parameter(self::KEY);
    }
}
