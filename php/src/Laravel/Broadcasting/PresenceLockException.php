<?php
/*
 * Others have held the lock of a presence channel for too long, or it was held for so long that it could have expired.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

final class PresenceLockException extends PresenceException
{
}
