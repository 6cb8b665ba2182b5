<?php
/*
 * What gateways show so that their callbacks are believed. They sign nothing: whoever reaches the route could make up
 * clients that come and go. So the URL in a gateway's configuration carries a name and a secret, which it sends as HTTP
 * Basic, and masks where it tells others of the URL.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use SensitiveParameter;

final class CallbackSecret
{
    /** The variable that the configuration reads it from. */
    public const VARIABLE = 'NETSVR_CALLBACK_SECRET';
    private const USER = 'netsvr';

    /** @var list<string> the first is the one for new URLs */
    private readonly array $secrets;

    /**
     * @param string|null $secrets separated by commas: while gateways move from one to the next, both hold. None: nobody
     *     is believed
     */
    public function __construct(#[SensitiveParameter] ?string $secrets)
    {
        $all = array_map(trim(...), explode(',', (string)$secrets));
        $this->secrets = array_values(array_filter($all, static fn(string $secret): bool => $secret !== ''));
    }

    /** A new one: 48 characters that mean themselves in a URL. */
    public static function generate(): string
    {
        return bin2hex(random_bytes(24));
    }

    public function isSet(): bool
    {
        return $this->secrets !== [];
    }

    /**
     * Takes as long for a wrong one as for a right one.
     *
     * @param string $authorization the header of that name; empty when there is none
     */
    public function isIn(#[SensitiveParameter] string $authorization): bool
    {
        [$scheme, $credentials] = explode(' ', trim($authorization), 2) + [1 => ''];
        $shown = strcasecmp($scheme, 'Basic') === 0 ? (string)base64_decode(trim($credentials), true) : '';
        $matches = false;
        foreach ($this->secrets as $secret) {
            // digests are equally long whatever is shown
            $matches = hash_equals(self::digest(self::USER . ":$secret"), self::digest($shown)) || $matches;
        }
        return $matches;
    }

    /** The header that carries it. */
    public function authorization(): string
    {
        return 'Basic ' . base64_encode(self::USER . ':' . ($this->secrets[0] ?? ''));
    }

    /** Lines for the gateway's configuration. @param string $open $close the URLs of the callbacks, without the secret */
    public function toml(string $open, string $close): string
    {
        $line = fn(string $key, string $url): string => sprintf("%s = \"%s\"\n", $key, $this->url($url));
        return "[Customer]\n" . $line('OnOpenCallbackApi', $open) . $line('OnCloseCallbackApi', $close);
    }

    private function url(string $url): string
    {
        $credentials = self::USER . ':' . rawurlencode($this->secrets[0] ?? '') . '@';
        return (string)preg_replace('~^(\w+://)~', '${1}' . $credentials, $url);
    }

    private static function digest(#[SensitiveParameter] string $text): string
    {
        return hash('sha256', $text, true);
    }

    /** @return array{} what dumps show of it */
    public function __debugInfo(): array
    {
        return [];
    }
}
