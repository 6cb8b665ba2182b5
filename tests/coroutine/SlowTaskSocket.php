<?php
/*
 * A task socket with heartbeats.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use NetsvrBusiness\Workerman\TaskSocket;

final class SlowTaskSocket extends TaskSocket
{
    use SlowConnect;
}
