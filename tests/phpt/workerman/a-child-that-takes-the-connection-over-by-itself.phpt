--TEST--
convertSocketToTcpConnection() of a child class is called behind the gateway's answer, once for each registration: before it nothing is watched, where it throws there is no registration, and what it does not hand on is read by nobody
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Workerman\MainSocket;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    final class ChildSocket extends MainSocket
    {
        public static BusinessProcess $process;
        private int $calls = 0;

        public function register(): bool
        {
            self::$process->report('register()');
            // what the method below throws makes it false
            return parent::register() || parent::register();
        }

        protected function convertSocketToTcpConnection(): void
        {
            $call = ++$this->calls;
            $watched = self::watched(self::$process);
            self::$process->report("convertSocketToTcpConnection() $call of $this->connId, $watched");
            match ($call) {
                1 => throw new LogicException('not now'),
                2 => null,
                default => parent::convertSocketToTcpConnection(),
            };
        }

        protected function closeTcpConnection(): void
        {
            self::$process->report('closeTcpConnection()');
            parent::closeTcpConnection();
        }

        public static function watched(BusinessProcess $me): string
        {
            return str_contains($me->leftBehind(), 'watchers') ? 'a stream is watched' : 'nothing is watched';
        }

        public function takeOver(): void
        {
            $this->convertSocketToTcpConnection();
        }
    }

    $gateway = FakeGateway::start([
        [GatewayFrames::registered(), GatewayFrames::registered('conn-2')],
        [GatewayFrames::registered('conn-3')],
        [],
    ]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        started: function (BusinessProcess $me, bool $started): void {
            $me->report('started: ' . var_export($started, true));
            $me->report(ChildSocket::watched($me));
            foreach ($me->manager->getSockets() as $socket) {
                $socket->takeOver();
            }
            $me->report('taken over: ' . ChildSocket::watched($me));
        },
        mainSocket: function (BusinessProcess $me, string $addr): ChildSocket {
            ChildSocket::$process = $me;
            return $me->mainSocket($addr, ChildSocket::class);
        }
    );
    $business->printUntil('taken over');
    $gateway->push(GatewayFrames::message('ann', 'hello'));
    $business->printUntil('hello');
    $gateway->closeConnections();
    $business->printUntil('register to');
    $gateway->push(GatewayFrames::message('ann', 'again'));
    $business->printUntil('again');
    $business->printStop();
});
?>
--EXPECT--
Workerman 4, Workerman 5
  info main connect to the gateway ok.
  register()
  convertSocketToTcpConnection() 1 of conn-1, nothing is watched
  error main register to the gateway failed.
  convertSocketToTcpConnection() 2 of conn-2, nothing is watched
  info main register to the gateway ok.
  started: true
  nothing is watched
  convertSocketToTcpConnection() 3 of conn-2, nothing is watched
  closeTcpConnection()
  taken over: a stream is watched
  onMessage ann hello
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  info main close connection the gateway ok.
  info main connect to the gateway ok.
  register()
  convertSocketToTcpConnection() 4 of conn-3, nothing is watched
  closeTcpConnection()
  info main register to the gateway ok.
  onMessage ann again
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  closeTcpConnection()
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
