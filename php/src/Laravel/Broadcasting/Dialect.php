<?php
/*
 * What clients and netsvr:work speak with each other: `dialect` in config/netsvr.php.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use InvalidArgumentException;
use NetsvrBusiness\Contract\EventInterface;

final class Dialect
{
    /** Pusher Channels, protocol 7: Laravel Echo and pusher-js. */
    public const PUSHER = 'pusher';
    /** What ChannelHandler describes. */
    public const JSON = 'json';

    private const HANDLERS = [self::PUSHER => PusherHandler::class, self::JSON => ChannelHandler::class];

    /**
     * @return class-string<EventInterface> what speaks it in netsvr:work
     * @throws InvalidArgumentException for another word
     */
    public static function handler(mixed $dialect): string
    {
        return self::HANDLERS[self::checked($dialect)];
    }

    /** @throws InvalidArgumentException for another word */
    public static function checked(mixed $dialect): string
    {
        if (!is_string($dialect) || !isset(self::HANDLERS[$dialect])) {
            $dialect = is_string($dialect) ? "\"$dialect\"" : get_debug_type($dialect);
            throw new InvalidArgumentException("netsvr: dialect is $dialect: it has to be pusher or json");
        }
        return $dialect;
    }
}
