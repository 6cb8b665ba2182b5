<?php
/*
 * A handler or periodic work has returned, or thrown, while a transaction was open: reported, not thrown. What it had
 * written is gone.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

final class OpenTransaction extends \NetsvrBusiness\Support\OpenTransaction
{
    public function __construct(string $who, string $connection, int $level)
    {
        parent::__construct($who, $connection, $level, 'DB::transaction()');
    }
}
