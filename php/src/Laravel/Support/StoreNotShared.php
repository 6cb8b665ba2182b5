<?php
/*
 * The cache store that a setting names cannot be what several processes have in common.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Support;

use LogicException;

final class StoreNotShared extends LogicException
{
}
