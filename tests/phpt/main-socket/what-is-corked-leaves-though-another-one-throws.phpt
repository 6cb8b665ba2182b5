--TEST--
What is corked on several main sockets leaves, though the onClose() of one throws whose gateway is gone
--EXTENSIONS--
posix
--INI--
error_log=/dev/null
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    class Closing extends NetsvrBusiness\Workerman\MainSocket
    {
        protected function onClose(): void
        {
            throw new DomainException('onClose()');
        }
    }
    $gateways = array_map(static fn(): FakeGateway => FakeGateway::start([[GatewayFrames::registered()], []]), range(1, 3));
    $business = Business::start(
        $host,
        array_map(static fn(FakeGateway $gateway): string => $gateway->addr(), $gateways),
        onMessage: static function (Transfer $transfer, BusinessProcess $me) use ($gateways): void {
            foreach (['first', 'second'] as $text) {
                foreach ($gateways as $gateway) {
                    NetBus::singleCast($gateway->uniqId(), $text);
                }
            }
            $gateways[0]->resetConnections();
            $gateways[1]->resetConnections();
            try {
                // what is corked leaves before it
                NetBus::uniqIdCount();
            } catch (DomainException $thrown) {
                $me->report('thrown: ' . $thrown->getMessage());
            }
            $frames = array_map(GatewayFrames::name(...), $gateways[2]->frames(3));
            $me->report('gateway 3 has ' . implode(', ', $frames));
        },
        mainSocket: static fn(BusinessProcess $me, string $addr) => $me->mainSocket($addr, Closing::class)
    );
    $business->until('register to gateway 3');
    $gateways[2]->push(GatewayFrames::message('ann', 'hello'));
    $said = $business->until('gateway 3 has');
    echo '  ', count(preg_grep('~gateway [12] lost~', $said)), " lost\n  ", implode("\n  ", array_slice($said, -2)), "\n";
    $business->kill();
});
?>
--EXPECT--
Workerman 4, Workerman 5
  2 lost
  thrown: onClose()
  gateway 3 has Register, SingleCast first, SingleCast second
