<?php
/*
 * What a request of the project does.
 */
declare(strict_types=1);

namespace app;

use NetsvrBusiness\NetBus;

class Pusher
{
    public function push(): void
    {
        NetBus::broadcast('hello from the project');
    }

    public function nothing(): string
    {
        return 'nothing pushed';
    }

    public function setting(): string
    {
        return (string)ini_get('netsvr.on_send_failure');
    }
}
