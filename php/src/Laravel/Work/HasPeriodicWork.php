<?php
/*
 * A handler of netsvr:work that has work without events, too.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

interface HasPeriodicWork
{
    /** @return list<class-string<Periodic>> the container makes each once in a process */
    public static function periodic(): array;
}
