<?php
declare(strict_types=1);

namespace Webman\Http;

/** Stand-in for Webman's. */
final class Request
{
    /** Method and path. */
    public readonly string $start;

    public function __construct(private string $head, private string $body)
    {
        $this->start = implode(' ', array_slice(explode(' ', $head), 0, 2));
    }

    public function header(string $name): ?string
    {
        return preg_match('~^' . preg_quote($name) . ': *(.*?)\r?$~mi', $this->head, $found) === 1 ? $found[1] : null;
    }

    public function rawBody(): string
    {
        return $this->body;
    }
}
