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

    /** Gives user 7 a token for the websocket, as Doorman of the page looks for it. */
    public function token(): string
    {
        cache('socket-token:abc', 7);
        return 'abc';
    }

    public function setting(): string
    {
        return (string)ini_get('netsvr.on_send_failure');
    }
}
