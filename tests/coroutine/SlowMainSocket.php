<?php
/*
 * The extension's loop reads it.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use NetsvrBusiness\MainSocket;

final class SlowMainSocket extends MainSocket
{
    use SlowConnect;
}
