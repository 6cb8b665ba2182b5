--TEST--
A connection that is not at rest when its object goes away is closed, whatever cut it short
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrBusiness\TaskSocket;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\Setup;
use NetsvrTests\Support\Step;

Setup::endAfter(50);
pcntl_async_signals(true);
const REGISTER = 900003001;
const THROWS = 'a signal handler throws meanwhile';
$payload = fn(int $command): string => pack('N', $command) . 'x';

/** Does something with a task socket of its own; then a request by another one must get its own answer. */
function attempt(string $title, array $script, callable $use, string $class = TaskSocket::class): void
{
    $gateway = FakeGateway::start([$script, [Faults::count(7)], [Faults::count(7)]]);
    $manager = new NetsvrBusiness\TaskSocketManger();
    $socket = new $class('', new ArrayLogger(), $gateway->addr(), $title === THROWS ? 10 : 1, 1, 117);
    $manager->addSocket($socket);
    Setup::bind($manager);
    try {
        $use($socket);
    } catch (Throwable $thrown) {
    }
    unset($socket, $manager, $thrown);
    Setup::bind(new stdClass());
    $stats = array_column(Stats::get(), null, 'workerAddr')[$gateway->addr()];
    echo "$title: ", $stats['parkedConnections'] > 0 ? 'PARKED' : ($stats['openConnections'] > 0 ? 'OPEN' : 'closed');
    Setup::netBusAt([$gateway->addr()]);
    echo ', next answer: ', NetBus::uniqIdCount()[0]['count'], "\n";
    Setup::bind(new stdClass());
    $gateway->stop();
}

attempt('no answer in time', [Step::silence()], fn() => NetBus::uniqIdCount());
attempt('answer cut short', [Faults::count(1)->truncated(6)], fn() => NetBus::uniqIdCount());
attempt('two answers', [Step::answer(Faults::countBody(1))->twice()], fn() => NetBus::uniqIdCount());
attempt('answer of another command', [Step::answer(Faults::countBody(1), Faults::CHECK_ONLINE)], fn() => NetBus::uniqIdCount());
attempt(THROWS, [Step::silence()], function () {
    pcntl_signal(SIGALRM, fn() => throw new LogicException('enough'));
    pcntl_alarm(1);
    try {
        NetBus::uniqIdCount();
    } finally {
        pcntl_signal(SIGALRM, SIG_DFL);
        Setup::endAfter(40);
    }
});
attempt('a request by hand whose answer is not read', [Faults::count(1)], function (TaskSocket $socket) use ($payload) {
    $socket->send($payload(Faults::UNIQ_ID_COUNT));
});
attempt('one answer of two read', [Faults::count(1), Faults::count(2)], function (TaskSocket $socket) use ($payload) {
    $socket->send($payload(Faults::UNIQ_ID_COUNT));
    $socket->receive();
    $socket->send($payload(Faults::UNIQ_ID_COUNT));
});
attempt('registered as a main socket', [Step::answer('')], function (TaskSocket $socket) use ($payload) {
    $socket->send($payload(REGISTER));
    $socket->receive();
});
attempt('an unknown command', [Step::silence()], function (TaskSocket $socket) {
    $socket->send('what?');
});
attempt('a stream was laid over it', [Step::silence()], function (TaskSocket $socket) {
    NetBus::broadcast('x');
    $socket->getSocket();
});

final class ReadsBytes extends TaskSocket
{
    public function bytes(int $length): string
    {
        return $this->_receive($length);
    }
}
attempt('bytes read by a child class', [Faults::count(1)], function (ReadsBytes $socket) use ($payload) {
    $socket->send($payload(Faults::UNIQ_ID_COUNT));
    $socket->bytes(4);
}, ReadsBytes::class);

final class Closes extends TaskSocket
{
    public function close(): void
    {
        parent::close();
    }
}
attempt('a child class with a close() of its own', [Step::silence()], fn() => NetBus::broadcast('x'), Closes::class);

final class Connects extends TaskSocket
{
    public function connect(): bool
    {
        return parent::connect();
    }
}
attempt('a child class with a connect() of its own', [Step::silence()], fn() => NetBus::broadcast('x'), Connects::class);
?>
--EXPECT--
no answer in time: closed, next answer: 7
answer cut short: closed, next answer: 7
two answers: closed, next answer: 7
answer of another command: closed, next answer: 7
a signal handler throws meanwhile: closed, next answer: 7
a request by hand whose answer is not read: closed, next answer: 7
one answer of two read: closed, next answer: 7
registered as a main socket: closed, next answer: 7
an unknown command: closed, next answer: 7
a stream was laid over it: closed, next answer: 7
bytes read by a child class: closed, next answer: 7
a child class with a close() of its own: closed, next answer: 7
a child class with a connect() of its own: closed, next answer: 7
