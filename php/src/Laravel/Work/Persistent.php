<?php
/*
 * A handler of `netsvr:work` that is made once, and gets all events of its process. Others are made by the container for
 * each event. Whoever implements it sees to it himself that nothing of one client is left for the next: in properties,
 * and in what the constructor was given.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use NetsvrBusiness\Contract\EventInterface;

interface Persistent extends EventInterface
{
}
