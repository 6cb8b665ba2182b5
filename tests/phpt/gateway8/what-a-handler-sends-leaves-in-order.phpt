--TEST--
netsvr.coalesce: what a handler sends to single clients of a gateway 8.x arrives in the order in which it was sent
--EXTENSIONS--
posix
--INI--
netsvr.coalesce=1
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

const RUN = 20;
/** A run ends after a millisecond, too, and a busy machine may take that long. */
const TRIES = 10;

/** What a client gets until it gets "end". */
function untilEnd(NetsvrTests\Support\WebSocketClient $client): array
{
    for ($got = []; ($message = $client->receive(5)) !== null && $message !== 'end'; $got[] = $message);
    return $got;
}

Setup::endAfter(50);
Host::each(function (Host $host): void {
    // Casts are carried out up to two milliseconds late, each as it comes.
    $gateway = DevGate::start('--gateway', '8', '--shuffle', '5');
    Setup::gatewaysAre($gateway);
    $business = Business::start(
        $host,
        [$gateway->workerAddr],
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            $uniqId = $transfer->getUniqId();
            switch ($transfer->getData()) {
                case 'run':
                    for ($i = 0; $i < RUN; $i++) {
                        NetBus::singleCast($uniqId, (string)$i);
                    }
                    return;
                case 'one':
                    NetBus::singleCast($uniqId, 'end');
                    return;
                case 'query':
                    NetBus::singleCast($uniqId, 'before');
                    NetBus::uniqIdCount();
                    NetBus::singleCast($uniqId, 'end');
                    return;
                case 'throw':
                    NetBus::singleCast($uniqId, 'thrown');
                    NetBus::singleCast($uniqId, 'end');
                    throw new RuntimeException('on purpose');
                case 'exit':
                    NetBus::singleCast($uniqId, 'last words');
                    NetBus::singleCast($uniqId, 'end');
                    exit;
            }
        },
    );
    $business->printUntil('register');
    $client = $gateway->client();
    for ($try = 0, $got = []; $try < TRIES && $got !== $sent = array_map(strval(...), range(0, RUN - 1)); $try++) {
        $client->send('run');
        $got = array_map(static fn(): ?string => $client->receive(5), $sent);
    }
    echo '  run: ', $got === $sent ? RUN . ' in order' : json_encode($got), "\n";
    foreach (['one', 'query', 'throw', 'exit'] as $what) {
        $client->send($what);
        $got = untilEnd($client);
        echo "  $what: ", json_encode($got), "\n";
    }
    $client->close();
    $gateway->stop();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  info main connect to the gateway ok.
  info main register to the gateway ok.
  run: 20 in order
  one: []
  query: ["before"]
  throw: ["thrown"]
  exit: ["last words"]
