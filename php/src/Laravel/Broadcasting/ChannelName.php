<?php
/*
 * What the name of a channel says about it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

final class ChannelName
{
    /** Bytes of a name. */
    private const LONGEST = 200;
    private const ENCRYPTED = 'private-encrypted-';
    /** What comes between a channel and its data in the text that is signed: no name may look like both. */
    private const DATA = ':{';
    /** What the channel of a user begins with, which nobody subscribes to by its name. */
    private const USER = '#server-to-user-';

    /** A name that a client may ask for; null for what is none. */
    public static function of(mixed $name): ?string
    {
        if (!is_string($name) || $name === '' || strlen($name) > self::LONGEST || $name[0] === '#'
            || str_contains($name, self::DATA)) {
            return null;
        }
        return preg_match('/^[^\x00-\x1f\x7f]+$/Du', $name) === 1 ? $name : null;
    }

    /** Whether a client has to show that it may subscribe. */
    public static function isGuarded(string $name): bool
    {
        return str_starts_with($name, 'private-') || self::isPresence($name);
    }

    public static function isPresence(string $name): bool
    {
        return str_starts_with($name, 'presence-');
    }

    public static function isEncrypted(string $name): bool
    {
        return str_starts_with($name, self::ENCRYPTED);
    }

    /** Whether the last event is kept for those who subscribe later. */
    public static function isCache(string $name): bool
    {
        return preg_match('/^(private-encrypted-|private-|presence-)?cache-/', $name) === 1;
    }

    /** The channel of all connections of a user that has signed in. */
    public static function ofUser(string $userId): string
    {
        return self::USER . $userId;
    }
}
