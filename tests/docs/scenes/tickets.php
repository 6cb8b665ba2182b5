<?php
/*
 * A ticket, made and shown: the snippet, and the door of the page's tickets.php at a gateway. It lets the client with a
 * ticket in, gives it its customerId, and throws the one with a forged ticket out.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

use NetsvrTests\Support\WebSocketClient;

return static function (Reader $reader, Snippet $snippet): Done {
    $reader->client()->close();     // the page's gateway is there
    $reader->put('door.php', <<<'PHP'
        <?php
        require __DIR__ . '/tests/docs/prelude.php';
        require __DIR__ . '/tickets.php';

        use NetsvrBusiness\{MainSocket, MainSocketManager, NetBus, Socket};
        use NetsvrTests\Support\WebSocketClient;

        $mains = new MainSocketManager();
        $socket = new Socket('door', $logger, '127.0.0.1:6061', 5, 5);
        $mains->addSocket(new MainSocket('door', $logger, new Door('right'), $socket, '~6YOt5rW35piO~', 7, 1, 45_000));
        $came = [];
        $told = '';
        $times = 0;
        $mains->run(static function (MainSocketManager $mains) use (&$came, &$told, &$times): void {
            if ($came === []) {
                foreach (['right', 'forged'] as $secret) {
                    $came[$secret] = WebSocketClient::connect('ws://127.0.0.1:6060/netsvr?ticket=' . ticket(7, $secret));
                }
                return;
            }
            $told .= implode(' ', $came['right']->receiveAll());
            $found = [str_contains($told, 'welcome'), count(NetBus::connInfoByCustomerId('7')['7'] ?? []), $came['forged']->isClosed()];
            if ($found === [true, 1, true] || ++$times > 20) {
                echo json_encode($found);
                $mains->close();
            }
        }, 1000);
        PHP);
    $reader->run(['php', 'door.php'])->mustBeFine()->mustSay('[true,1,true]');
    return $reader->php($snippet->code)->mustBeFine();
};
