<?php
/*
 * Frames of the worker protocol: u32 length of the rest, u32 command, body; both integers big-endian.
 * Knows neither sockets nor messages.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

final class Frames
{
    /** The commands that the gateway answers. */
    private const FIRST_REQUEST = 900003001;
    private const LAST_REQUEST = 900003018;

    public static function pack(int $cmd, string $body = ''): string
    {
        return pack('NN', 4 + strlen($body), $cmd) . $body;
    }

    /** Takes the first whole frame, header included, off the buffer; null while it is incomplete. */
    public static function take(string &$buffer): ?string
    {
        if (strlen($buffer) < 4) {
            return null;
        }
        $length = 4 + unpack('N', $buffer)[1];
        if (strlen($buffer) < $length) {
            return null;
        }
        $frame = substr($buffer, 0, $length);
        $buffer = substr($buffer, $length);
        return $frame;
    }

    /** The command of a whole frame; null for a frame too short to hold one. */
    public static function cmd(string $frame): ?int
    {
        return strlen($frame) < 8 ? null : unpack('N', $frame, 4)[1];
    }

    public static function body(string $frame): string
    {
        return substr($frame, 8);
    }

    public static function isRequest(string $frame): bool
    {
        $cmd = self::cmd($frame);
        return $cmd >= self::FIRST_REQUEST && $cmd <= self::LAST_REQUEST;
    }
}
