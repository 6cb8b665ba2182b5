<?php
/*
 * Periodic work that has something to say when its process ends by itself: after a signal, a limit, netsvr:restart.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

interface EndsWithProcess extends Periodic
{
    /** Called once, when the gateways send no more events to this process. */
    public function end(): void;
}
