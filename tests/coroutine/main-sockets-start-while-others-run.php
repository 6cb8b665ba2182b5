<?php
/*
 * MainSocketManager::start() in a coroutine, at a gateway that registers late and one that never answers. Others run meanwhile;
 * whoever calls start() or run() once more is told. close() from another coroutine ends it and takes back what is registered. Where
 * the coroutine is killed, no connection is left.
 */
declare(strict_types=1);

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\Socket;
use NetsvrBusiness\Workerman\MainSocket as WorkermanMainSocket;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\ArrayLogger;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Sockets;
use NetsvrTests\Support\Step;
use Workerman\Worker;

return new Scene(static function (Run $run): void {
    $events = new class implements EventInterface {
        public function onOpen(ConnOpen $connOpen): void
        {
        }

        public function onMessage(Transfer $transfer): void
        {
        }

        public function onClose(ConnClose $connClose): void
        {
        }
    };
    $managerOf = static function (FakeGateway ...$gateways) use ($run, $events): MainSocketManager {
        $class = $run->hostName === 'workerman' ? WorkermanMainSocket::class : MainSocket::class;
        $logger = new ArrayLogger();
        $manager = new MainSocketManager();
        foreach ($gateways as $gateway) {
            $socket = new Socket('business', $logger, $gateway->addr(), 20, 20);
            $manager->addSocket(Sockets::main($class, 'business', $logger, $events, $socket, Event::OnMessage, 45_000));
        }
        return $manager;
    };
    $registering = static fn(int $after): FakeGateway
        => FakeGateway::start([[GatewayFrames::registered()->delayed($after), Step::answer()]]);
    $names = static fn(FakeGateway $gateway, int $atLeast): array
        => array_map(GatewayFrames::name(...), $gateway->frames($atLeast));
    $errorOf = static function (Closure $call): string {
        try {
            $call();
            return 'none';
        } catch (Error $error) {
            return $error->getMessage();
        }
    };
    $asked = static function (FakeGateway $gateway) use ($run): void {
        for ($deadline = microtime(true) + 20; $gateway->frames() === [] && microtime(true) < $deadline;) {
            $run->host->sleep(0.01);
        }
    };
    // the thread that keeps connections alive may have one in its hands for a moment
    $left = static function (FakeGateway $gateway) use ($run): int {
        for ($deadline = microtime(true) + 5; Run::connectionsTo($gateway->addr()) > 0 && microtime(true) < $deadline;) {
            $run->host->sleep(0.01);
        }
        return Run::connectionsTo($gateway->addr());
    };
    $silent = FakeGateway::start(array_fill(0, 8, [Step::silence()]));

    $run->inCoroutine(static function () use ($run, $managerOf, $registering, $names, $errorOf, $asked, $left, $silent): void {
        $late = $registering(400);
        $manager = $managerOf($late, $silent);
        $started = null;
        $ticker = $run->ticker();
        $starting = $run->host->go(static function () use ($manager, &$started): void {
            $started = $manager->start();
        });
        $asked($silent);
        $run->same(null, $started, 'what start() gave before a gateway registered');
        $again = $errorOf(static fn() => $manager->start());
        $run->check(str_contains($again, 'start() is waiting for its gateways already'), "start() twice: $again");
        if ($run->hostName !== 'workerman') {
            $error = $errorOf(static fn() => $manager->run());
            $run->check(str_contains($error, 'run() cannot begin while start() waits'), "run() meanwhile: $error");
        }
        $before = $ticker->ticks;
        $run->host->join(20.0, $starting);
        $run->same(true, $started, 'what start() gave');
        $run->check($ticker->ticks > $before + 20, 'others ran ' . ($ticker->ticks - $before) . ' times meanwhile');
        $ticker->stop();
        $run->same(2, count($manager->getSockets()), 'how many sockets the manager has');
        $manager->close();
        $run->same(['Register', 'Unregister conn-1'], $names($late, 2), 'what the late gateway got');

        $registered = $registering(0);
        $manager = $managerOf($registered, $silent);
        $started = null;
        $starting = $run->host->go(static function () use ($manager, &$started): void {
            $started = $manager->start();
        });
        $asked($registered);
        $manager->close();
        $run->host->join(20.0, $starting);
        $run->same(false, $started, 'what start() gave that close() ended');
        $run->same(['Register', 'Unregister conn-1'], $names($registered, 2), 'what the gateway got that had registered it');
        $run->same(0, $left($registered), 'connections after close()');

        for ($round = 0; $round < 3; $round++) {
            $registered = $registering(0);
            $manager = $managerOf($registered, $silent);
            $starting = $run->host->go(static fn() => $manager->start());
            $asked($registered);
            $run->host->kill($starting);
            $run->host->join(20.0, $starting);
            $run->check($starting->wasKilled, 'the coroutine was not killed');
            foreach (['that had registered it' => $registered, 'that was silent' => $silent] as $which => $gateway) {
                $run->same(0, $left($gateway), "connections to the gateway $which, after the kill");
            }
            $run->same([], $manager->getSockets(), 'what the manager has');
        }
        // which has timers of its own
        $run->hostName === 'workerman' && Worker::$globalEvent->stop();
    });
});
