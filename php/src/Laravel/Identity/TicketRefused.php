<?php
/*
 * A ticket does not show who the client is.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Identity;

use RuntimeException;

final class TicketRefused extends RuntimeException
{
    public function __construct(public readonly Refusal $reason)
    {
        parent::__construct($reason->value);
    }
}
