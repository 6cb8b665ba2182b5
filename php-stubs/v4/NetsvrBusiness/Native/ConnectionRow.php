<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/**
 * A main socket in the table of Workerman's `connections` command; it exists while Workerman writes the table. Not
 * for your own use.
 */
class ConnectionRow
{
    public string $transport = '';
    public string $protocol = '';
    public $worker;
    public string $id = '';
    public int $bytesRead = 0;
    public int $bytesWritten = 0;

    /** Whether the gateway has an IPv4 address. */
    public function isIpV4(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Whether the gateway has an IPv6 address. */
    public function isIpV6(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Bytes that have arrived and are not read yet. */
    public function getRecvBufferQueueSize(): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Bytes that the gateway has not taken yet. */
    public function getSendBufferQueueSize(): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The address of this end of the connection. */
    public function getLocalAddress(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The address of the gateway. */
    public function getRemoteAddress(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Always ESTABLISHED. */
    public function getStatus(bool $rawOutput = true): string|int
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
