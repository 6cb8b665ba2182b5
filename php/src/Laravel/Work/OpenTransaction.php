<?php
/*
 * A handler or periodic work has returned, or thrown, while a transaction was open: reported, not thrown. What it had
 * written is gone.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use RuntimeException;

final class OpenTransaction extends RuntimeException
{
    public function __construct(string $who, string $connection, int $level)
    {
        parent::__construct(sprintf(
            'netsvr: %s has left a transaction open on the database connection %s (level %d). It has been rolled back.'
                . ' Commit before the end, or use DB::transaction().',
            $who,
            $connection,
            $level
        ));
    }
}
