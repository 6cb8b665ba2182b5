<?php
/*
 * The cache store of the application cannot keep the members of presence channels, or has failed to.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

final class PresenceStoreException extends PresenceException
{
}
