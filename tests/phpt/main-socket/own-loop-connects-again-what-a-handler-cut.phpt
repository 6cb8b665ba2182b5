--TEST--
A connection that user code has closed under a main socket of the own loop is renewed
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Socket;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);

/** With getSocket() of its own the connection stays a PHP stream that others can close. */
final class UserSocket extends Socket
{
    public function getSocket()
    {
        return parent::getSocket();
    }

    public function send(string $data): bool
    {
        return parent::send($data);
    }
}

Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], [GatewayFrames::registered()], []]);
    $socket = null;
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use (&$socket): void {
            $me->report('onMessage ' . $transfer->getData());
            if ($transfer->getData() === 'cut') {
                fclose($socket->getSocket());
            }
        },
        mainSocket: function (BusinessProcess $me, string $addr) use (&$socket) {
            $socket = new UserSocket('main', $me->logger, $addr, 5, 5);
            return $me->mainSocket($addr, socket: $socket);
        }
    );
    $business->until('register');
    $gateway->push(GatewayFrames::message('ann', 'cut'));
    $business->printUntil('register');
    $gateway->push(GatewayFrames::message('ann', 'again'));
    $business->printUntil('again');
    $business->kill();
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  onMessage cut
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  info main register to the gateway ok.
  onMessage again
