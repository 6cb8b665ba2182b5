<?php
/*
 * The members of a presence channel could not be read or changed.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use RuntimeException;

class PresenceException extends RuntimeException
{
}
