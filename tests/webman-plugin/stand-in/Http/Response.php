<?php
declare(strict_types=1);

namespace Webman\Http;

/** Stand-in for Webman's. */
final class Response
{
    public function __construct(private int $status = 200, private array $headers = [], private string $body = '')
    {
    }

    public function __toString(): string
    {
        $lines = ["HTTP/1.1 $this->status -", 'Connection: close', 'Content-Length: ' . strlen($this->body)];
        foreach ($this->headers as $name => $value) {
            $lines[] = "$name: $value";
        }
        return implode("\r\n", $lines) . "\r\n\r\n$this->body";
    }
}
