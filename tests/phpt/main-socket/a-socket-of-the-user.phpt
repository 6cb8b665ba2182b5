--TEST--
A main socket on a SocketInterface written in PHP: registers through it, then receives and sends on its stream
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\SocketInterface;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);
final class UserSocket implements SocketInterface
{
    private $stream = null;

    public function __construct(private BusinessProcess $process, private string $addr)
    {
    }

    public function getSocket()
    {
        return $this->stream;
    }

    public function getWorkerAddr(): string
    {
        return $this->addr;
    }

    public function isConnected(): bool
    {
        return $this->stream !== null;
    }

    public function close(): void
    {
        if ($this->stream === null) {
            return;
        }
        if (is_resource($this->stream)) {
            fclose($this->stream);
        }
        $this->stream = null;
        $this->process->report('close()');
    }

    public function connect(): bool
    {
        $this->process->report('connect()');
        $stream = @stream_socket_client("tcp://$this->addr", $errno, $error, 5);
        $this->stream = $stream === false ? null : $stream;
        return $this->stream !== null;
    }

    public function send(string $data): bool
    {
        $this->process->report('send()');
        return fwrite($this->stream, pack('N', strlen($data)) . $data) === 4 + strlen($data);
    }

    public function receive(): string|false
    {
        $this->process->report('receive()');
        stream_set_read_buffer($this->stream, 0);
        $length = unpack('N', (string)fread($this->stream, 4));
        return $length === false ? false : (string)fread($this->stream, $length[1]);
    }
}

Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], [GatewayFrames::registered()], []]);
    $uniqId = $gateway->uniqId();
    $business = Business::start(
        $host,
        [$gateway->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
            $me->report('onMessage ' . $transfer->getData());
            NetBus::singleCast($uniqId, $transfer->getData());
        },
        mainSocket: fn(BusinessProcess $me, string $addr) => $me->mainSocket($addr, socket: new UserSocket($me, $addr))
    );
    $business->printUntil('register to the gateway ok');
    $gateway->push(GatewayFrames::message('ann', 'hello'));
    $business->printUntil('hello');
    $gateway->frames(2);
    $gateway->closeConnections();
    $business->printUntil('register to the gateway ok');
    $gateway->push(GatewayFrames::message('ann', 'again'));
    $business->printUntil('again');
    $gateway->frames(4);
    $business->printStop();
    GatewayFrames::print($gateway->frames());
});
?>
--EXPECT--
own loop, Workerman 4, Workerman 5
  connect()
  send()
  receive()
  info main register to the gateway ok.
  onMessage hello
  error main main socket to the gateway lost: the gateway closed the connection; registering again at once.
  close()
  connect()
  send()
  receive()
  info main register to the gateway ok.
  onMessage again
  info task connect to the gateway ok.
  info main unregister to the gateway ok.
  close()
  info task close connection the gateway ok.
  run() has returned
  ended: exit 0
  connection 0 sent Register, SingleCast hello
  connection 1 sent Register, SingleCast again, Unregister conn-1
  connection 2 sent Unregister conn-1
