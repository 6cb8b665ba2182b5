<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** The native parent of Workerman\LengthProtocol. */
abstract class LengthProtocol
{
    /** The length of the frame at the start of a buffer; 0 when more bytes are needed to know it. */
    public static function input($recv_buffer, \Workerman\Connection\ConnectionInterface $connection): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Decodes a whole frame.
     *
     * @return array{cmd: int, protobuf: string}
     */
    public static function decode($recv_buffer, \Workerman\Connection\ConnectionInterface $connection): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Makes a frame of command and body. */
    public static function encode($data, \Workerman\Connection\ConnectionInterface $connection): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
