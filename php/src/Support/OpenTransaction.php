<?php
/*
 * Who was at work in a process of `netsvr:work` has returned, or thrown, while a transaction was open: reported, not
 * thrown. What it had written is gone. Knows no framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use RuntimeException;

class OpenTransaction extends RuntimeException
{
    /** @param string $way how the framework writes a transaction that ends by itself */
    public function __construct(string $who, string $connection, int $level, string $way)
    {
        parent::__construct(sprintf(
            'netsvr: %s has left a transaction open on the database connection %s (level %d). It has been rolled back.'
                . ' Commit before the end, or use %s.',
            $who,
            $connection,
            $level,
            $way
        ));
    }
}
