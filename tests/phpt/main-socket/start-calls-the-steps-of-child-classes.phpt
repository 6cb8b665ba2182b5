--TEST--
start() with child classes that override steps: called in the package's order, those that fail are tried again by them; a child that connects nowhere is started when it says so
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);

Host::each(function (Host $host): void {
    $class = $host->isWorkerman() ? 'NetsvrBusiness\Workerman\MainSocket' : 'NetsvrBusiness\MainSocket';
    // One class of steps for both parents.
    eval(<<<PHP
        class ChildSocket extends $class
        {
            public static \$process;
            public static \$refuses = [];
            private static function say(string \$method, string \$addr): void
            {
                self::\$process->report("\$method \$addr");
            }
            public function connect(): bool
            {
                self::say('connect', \$this->getWorkerAddr());
                return parent::connect();
            }
            public function register(): bool
            {
                self::say('register', \$this->getWorkerAddr());
                return array_shift(self::\$refuses) !== \$this->getWorkerAddr() && parent::register();
            }
            public function loopHeartbeat(): void
            {
                self::say('loopHeartbeat', \$this->getWorkerAddr());
                parent::loopHeartbeat();
            }
        }
        class Pretending extends $class
        {
            public function connect(): bool
            {
                return true;
            }
            public function register(): bool
            {
                return true;
            }
            public function loopHeartbeat(): void
            {
                ChildSocket::\$process->report('loopHeartbeat of one that pretends');
            }
        }
        PHP);
    $gateways = [];
    foreach (['one', 'two', 'three'] as $name) {
        $gateways[] = FakeGateway::start([[GatewayFrames::registered($name)], [GatewayFrames::registered($name)], []]);
    }
    $gateways[2]->down();
    $addrs = array_map(static fn(FakeGateway $gateway): string => $gateway->addr(), $gateways);
    $business = Business::start(
        $host,
        $addrs,
        prepare: function (BusinessProcess $me) use ($addrs): void {
            ChildSocket::$process = $me;
            ChildSocket::$refuses = [$addrs[0]];
        },
        mainSocket: fn(BusinessProcess $me, string $addr) => $me->mainSocket($addr, ChildSocket::class),
        started: function (BusinessProcess $me, bool $started): void {
            $me->report('start() returned ' . var_export($started, true));
            $manager = new NetsvrBusiness\MainSocketManager();
            $manager->addSocket($me->mainSocket('127.0.0.1:1', Pretending::class));
            $me->report('start() of those that pretend: ' . var_export($manager->start(), true));
        }
    );
    $business->printUntil('those that pretend');
    $lines = $business->until('loopHeartbeat gateway 1');
    echo '  ', implode("\n  ", preg_grep('~gateway 1~', $lines)), "\n";
    $gateways[0]->push(GatewayFrames::open('ann'));
    echo '  ', implode("\n  ", preg_grep('~onOpen~', $business->until('onOpen'))), "\n";
    $business->kill();
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  connect gateway 1
  info main connect to gateway 1 ok.
  connect gateway 2
  info main connect to gateway 2 ok.
  connect gateway 3
  error main connect to gateway 3 failed.
  register gateway 1
  register gateway 2
  info main register to gateway 2 ok.
  loopHeartbeat gateway 2
  start() returned true
  loopHeartbeat of one that pretends
  start() of those that pretend: true
  info main close connection gateway 1 ok.
  connect gateway 1
  info main connect to gateway 1 ok.
  register gateway 1
  info main register to gateway 1 ok.
  loopHeartbeat gateway 1
  onOpen ann
