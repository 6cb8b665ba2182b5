<?php
/*
 * A registration is lost, and renewed by the steps of a user class, whose connect() suspends. Meanwhile another coroutine closes the
 * main socket, or its manager: it is not registered again.
 */
declare(strict_types=1);

use NetsvrBusiness\MainSocket;
use NetsvrBusiness\Workerman\MainSocket as WorkermanMainSocket;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    $connects = 0;
    // the class that its host takes
    $slow = static fn(Closure $before): string => $run->hostName === 'workerman'
        ? get_class(new class ($before) extends WorkermanMainSocket {
            public static Closure $before;

            public function __construct(mixed ...$arguments)
            {
                $arguments[0] instanceof Closure ? self::$before = $arguments[0] : parent::__construct(...$arguments);
            }

            public function connect(): bool
            {
                (self::$before)();
                return parent::connect();
            }
        })
        : get_class(new class ($before) extends MainSocket {
            public static Closure $before;

            public function __construct(mixed ...$arguments)
            {
                $arguments[0] instanceof Closure ? self::$before = $arguments[0] : parent::__construct(...$arguments);
            }

            public function connect(): bool
            {
                (self::$before)();
                return parent::connect();
            }
        });
    $class = $slow(static function () use ($run, &$connects): void {
        $connects++;
        $run->host->sleep(0.2);
    });
    foreach (['the main socket', 'its manager'] as $closed) {
        $mains = new Mains($run);
        $gateway = FakeGateway::start([[GatewayFrames::registered(), Step::answer()]]);
        $main = $mains->one($gateway, $class);
        $manager = $mains->managerOf($main);
        $mains->bind($manager);
        $run->inCoroutine(static function () use ($run, $mains, $gateway, $main, $manager, $closed, &$connects): void {
            $loop = $mains->loop($manager);
            $before = $connects;
            $gateway->resetConnections();
            $mains->until(static function () use ($before, &$connects): bool {
                return $connects > $before;
            }, 'the renewal');
            $closed === 'its manager' ? $manager->close() : $main->close();
            $run->host->sleep(0.5);
            $run->same(0, $mains->connectionsLeft($gateway), "connections after close() of $closed");
            $manager->close();
            $run->host->join(20.0, $loop);
            $mains->end();
        });
    }
});
