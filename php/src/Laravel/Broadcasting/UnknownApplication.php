<?php
/*
 * A client has come that belongs to none of the applications here, as far as can be told.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use RuntimeException;

final class UnknownApplication extends RuntimeException
{
}
