<?php
/*
 * Work that `netsvr:work` does about once a second between two events.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

interface Periodic
{
    /**
     * Called about once a second, whether events come or not. The next event waits meanwhile: what takes long is done in
     * portions, one a call. Every process of `netsvr:work` calls it, one that stands by, too: what only one may do takes a
     * lock. What it throws is reported (the same again once a minute), and it is called again a second later; when it took
     * longer to fail, after nine times as long.
     */
    public function tick(): void;
}
