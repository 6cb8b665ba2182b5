--TEST--
Child classes may override connect() and register(), those of Workerman\MainSocket also onMessage() and onClose()
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\MainSocket;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Cmd;

Setup::endAfter(50);
/** What a child class of either main socket overrides. */
trait Overrides
{
    public static BusinessProcess $process;

    public function connect(): bool
    {
        self::$process->report('connect()');
        return parent::connect();
    }

    public function register(): bool
    {
        self::$process->report('register()');
        return parent::register();
    }

}

/** What only those of Workerman have. */
trait WorkermanOverrides
{
    protected function onMessage(array $data): void
    {
        self::$process->report('onMessage() ' . json_encode(array_keys($data)) . ($data['cmd'] === Cmd::Transfer ? ' Transfer' : ''));
        parent::onMessage($data);
    }

    protected function onClose(): void
    {
        self::$process->report('onClose()');
        parent::onClose();
    }
}

Host::each(function (Host $host): void {
    if ($host->isWorkerman()) {
        class ChildSocket extends NetsvrBusiness\Workerman\MainSocket
        {
            use Overrides;
            use WorkermanOverrides;
        }
        $class = ChildSocket::class;
    } else {
        class OwnChildSocket extends MainSocket
        {
            use Overrides;
        }
        $class = OwnChildSocket::class;
    }
    $gateway = FakeGateway::start([[GatewayFrames::registered()], [GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr()],
        mainSocket: function (BusinessProcess $me, string $addr) use ($class) {
            $class::$process = $me;
            return $me->mainSocket($addr, $class);
        }
    );
    $business->printUntil('register to');
    $gateway->push(GatewayFrames::message('ann', 'hello'));
    $business->printUntil('hello');
    $gateway->closeConnections();
    $business->printUntil('register to');
    $gateway->push(GatewayFrames::open('bob'));
    $business->printUntil('onOpen');
    $business->printStop();
});
?>
--EXPECT--
own loop
  connect()
  info main connect to the gateway ok.
  register()
  info main register to the gateway ok.
  onMessage ann hello
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  info main close connection the gateway ok.
  connect()
  info main connect to the gateway ok.
  register()
  info main register to the gateway ok.
  onOpen bob
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
Workerman 4, Workerman 5
  connect()
  info main connect to the gateway ok.
  register()
  info main register to the gateway ok.
  onMessage() ["cmd","protobuf"] Transfer
  onMessage ann hello
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  onClose()
  info main close connection the gateway ok.
  connect()
  info main connect to the gateway ok.
  register()
  info main register to the gateway ok.
  onMessage() ["cmd","protobuf"]
  onOpen bob
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  info main close connection the gateway ok.
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
