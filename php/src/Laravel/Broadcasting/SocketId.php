<?php
/*
 * The id of a connection as the Pusher protocol has it: two decimals with a dot between them, which say the same as the
 * uniqId of the gateway. Each decimal stands for one half of the 14 bytes.
 *
 *     7f00000117ae692bc3a000000001  <->  35747322060582505.12318515960741889
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

final class SocketId
{
    /** Hex digits of a half: 56 bits, which an integer of PHP holds. */
    private const HALF = 14;

    /** The socket id of a uniqId; what is no uniqId of a gateway stays as it is. */
    public static function of(string $uniqId): string
    {
        if (preg_match('/^[0-9a-f]{28}$/D', $uniqId) !== 1) {
            return $uniqId;
        }
        return hexdec(substr($uniqId, 0, self::HALF)) . '.' . hexdec(substr($uniqId, self::HALF));
    }

    /** The uniqId that a socket id stands for; a uniqId stands for itself; null for what is neither. */
    public static function uniqId(mixed $socketId): ?string
    {
        if (!is_string($socketId)) {
            return null;
        }
        if (preg_match('/^(\d{1,17})\.(\d{1,17})$/D', $socketId, $halves) === 1) {
            $uniqId = sprintf('%014x%014x', (int)$halves[1], (int)$halves[2]);
            // 17 digits can be more than 56 bits
            return strlen($uniqId) === 2 * self::HALF ? $uniqId : null;
        }
        return preg_match('/^[0-9a-zA-Z]{12,}$/D', $socketId) === 1 ? $socketId : null;
    }
}
