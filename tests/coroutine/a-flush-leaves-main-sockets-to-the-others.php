<?php
/*
 * A coroutine waits in flush() until a gateway has read what was sent on its main socket. Meanwhile others send on the same main
 * socket, and its events are handled. The same while the registration is taken back, which waits for the gateway's answer.
 */
declare(strict_types=1);

use Netsvr\Cmd;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Workerman\MainSocket as WorkermanMainSocket;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Sockets;
use NetsvrTests\Support\Step;
use Workerman\Worker;

return new Scene(static function (Run $run): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered(), ...array_fill(0, 20, Step::silence())]]);
    $events = new class implements EventInterface {
        /** @var list<string> */
        public array $got = [];

        public function onOpen(ConnOpen $connOpen): void
        {
        }

        public function onMessage(Transfer $transfer): void
        {
            $this->got[] = $transfer->getData();
        }

        public function onClose(ConnClose $connClose): void
        {
        }
    };
    $logger = new ArrayLogger();
    $hosted = $run->hostName === 'workerman';
    $socket = new Socket('business', $logger, $gateway->addr(), 20, 20);
    $class = $hosted ? WorkermanMainSocket::class : MainSocket::class;
    $manager = new MainSocketManager();
    $manager->addSocket(Sockets::main($class, 'business', $logger, $events, $socket, Event::OnMessage, 45_000));
    Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
    // no other way to the gateway
    Container::getInstance()->bind(TaskSocketMangerInterface::class, new TaskSocketManger());
    $uniqId = $gateway->uniqId();
    $names = static fn(int $atLeast): array => array_map(GatewayFrames::name(...), $gateway->frames($atLeast));
    $run->inCoroutine(static function () use ($run, $gateway, $events, $logger, $manager, $hosted, $uniqId, $names): void {
        $host = $run->host;
        $until = static function (Closure $holds, string $what) use ($run, $host): void {
            for ($deadline = microtime(true) + 20; !$holds() && microtime(true) < $deadline;) {
                $host->sleep(0.01);
            }
            $run->check($holds(), "$what within 20 s");
        };
        $loop = $host->go(static fn() => $hosted ? $manager->start() : $manager->run());
        $until(static fn() => preg_grep('~register to .* ok~', array_column($logger->records, 1)) !== [], 'registered');

        NetBus::singleCast($uniqId, 'before it'); 
        $confirmed = null;
        $flushing = $host->go(static function () use (&$confirmed): void {
            $confirmed = NetBus::flush(20.0);
        });
        $until(static fn() => count($names(0)) >= 3, 'asked');
        NetBus::singleCast($uniqId, 'meanwhile');
        $gateway->push(GatewayFrames::message($uniqId, 'an event'));
        $until(static fn() => $events->got === ['an event'], 'an event was handled');
        $run->same(['SingleCast before it', 'UniqIdCount', 'SingleCast meanwhile'], array_slice($names(4), 1), 'what the gateway got');
        $run->same(null, $confirmed, 'what flush() gave before the answer');
        $gateway->push(Frames::pack(Cmd::UniqIdCount, ''));
        $host->join(20.0, $flushing);
        $run->same(1, $confirmed[0]['confirmed'] ?? $confirmed, 'what flush() confirmed');

        $closing = $host->go(static fn() => $manager->close());
        $until(static fn() => count($names(0)) >= 5, 'asked to unregister');
        NetBus::singleCast($uniqId, 'at last');
        $gateway->push(GatewayFrames::message($uniqId, 'one more') . Frames::pack(Cmd::Unregister, ''));
        $host->join(20.0, $closing, $loop);
        $run->same(['an event', 'one more'], $events->got, 'the events');
        $run->same(['Unregister conn-1', 'SingleCast at last'], array_slice($names(6), 4), 'what the gateway got then');
        $run->same([], preg_grep('~fail~', array_column($logger->records, 1)), 'lines of failures');
        // which has timers of its own
        $hosted && Worker::$globalEvent->stop();
    });
});
