<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/**
 * A main socket in the table of Workerman's connections command, for as long as Workerman writes that. Not for use
 * by hand.
 */
class ConnectionRow
{
    public string $transport = '';
    public string $protocol = '';
    public $worker;
    public string $id = '';
    public int $bytesRead = 0;
    public int $bytesWritten = 0;

    /** Whether the gateway has an address of IPv4. */
    public function isIpV4(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Whether it has one of IPv6. */
    public function isIpV6(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Bytes that have arrived and are not read. */
    public function getRecvBufferQueueSize(): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Bytes that the gateway has not taken yet. */
    public function getSendBufferQueueSize(): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Its own end of the connection. */
    public function getLocalAddress(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The end of the gateway. */
    public function getRemoteAddress(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** That it is there: ESTABLISHED. */
    public function getStatus(bool $rawOutput = true): string|int
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
