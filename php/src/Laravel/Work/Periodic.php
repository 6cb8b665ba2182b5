<?php
/*
 * What `php artisan netsvr:work` does about once a second, between two events.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

interface Periodic
{
    /** What it throws is reported, and does not end the process. Events wait while it runs. */
    public function tick(): void;
}
