<?php
/*
 * A handler of `netsvr:work` that has more to do than to answer events.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

interface HasPeriodicWork
{
    /** @return list<class-string<Periodic>> each is made by the container once, when the process starts */
    public static function periodic(): array;
}
