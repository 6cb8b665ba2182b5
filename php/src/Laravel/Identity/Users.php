<?php
/*
 * What a user of the application is called at the gateways, and what they keep of it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Identity;

use InvalidArgumentException;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Support\Admission;
use Stringable;

final class Users
{
    /**
     * @param object|string|int $user an Authenticatable, another model, or the id of one
     * @throws InvalidArgumentException for what has no id
     */
    public static function customerId(Application $application, object|string|int $user): string
    {
        $id = is_object($user) ? self::id($user) : $user;
        if ((string)$id === '') {
            $what = is_object($user) ? get_class($user) . ' has none' : 'it is empty';
            throw new InvalidArgumentException("netsvr: a user at the gateways needs an id: $what");
        }
        return $application->customerId($id);
    }

    /** The id of a user, as Laravel's broadcasters have it; null for what has none. */
    public static function id(object $user): int|string|null
    {
        $id = match (true) {
            method_exists($user, 'getAuthIdentifierForBroadcasting') => $user->getAuthIdentifierForBroadcasting(),
            method_exists($user, 'getAuthIdentifier') => $user->getAuthIdentifier(),
            method_exists($user, 'getKey') => $user->getKey(),
            default => null,
        };
        // A model may have an object of its own for it.
        return $id instanceof Stringable ? (string)$id : $id;
    }

    /**
     * What the gateway keeps for a connection of the user: what its method netsvrSession() gives, if it has one.
     *
     * @return string text; JSON for an array
     */
    public static function session(object|string|int $user): string
    {
        return is_object($user) && method_exists($user, 'netsvrSession') ? Admission::text($user->netsvrSession()) : '';
    }
}
