<?php
/*
 * Workerman's loop reads it.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use NetsvrBusiness\Workerman\MainSocket;

final class SlowWorkermanMainSocket extends MainSocket
{
    use SlowConnect;
}
