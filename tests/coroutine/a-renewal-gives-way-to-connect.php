<?php
/*
 * A renewal of a main socket is suspended in a logger, when its connection has come about or when the old one is told of. Another
 * coroutine connects and registers the main socket itself meanwhile: that registration stays, and its events are handled. Where
 * its connect() fails, the renewal is tried again.
 */
declare(strict_types=1);

use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrBusiness\Socket;
use NetsvrTests\Coroutine\Mains;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Coroutine\Suspension;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;

return new Scene(static function (Run $run): void {
    $mains = new Mains($run, 5);
    /** The main socket loses its connection; does something in another coroutine while the logger is suspended at that line. */
    $during = static function (string $line, FakeGateway $gateway, MainSocketInterface $main, Closure $do) use ($run, $mains): void {
        $manager = $mains->managerOf($main);
        $registered = static fn(): int => $mains->lines('~register to .* ok~');
        $before = $registered();
        $loop = $mains->loop($manager, $before + 1);
        $suspension = (new Suspension($run))->at($mains->slowLogger, $line);
        $gateway->closeConnections();
        $suspension->await($line);
        $do();
        $suspension->end($line);
        $mains->until(static fn() => $registered() >= $before + 2, "$line: registered again");
        $mains->until(static fn(): bool => !$suspension->lasts, 'the end of the suspension');
        $run->host->sleep(0.3);
        $mains->got = [];
        $gateway->push(GatewayFrames::message('7f0000010000aaaa00000001', 'an event'));
        $run->host->sleep(0.3);
        $run->same(['an event'], $mains->got, "$line: the events");
        $manager->close();
        $run->host->join(20.0, $loop);
    };
    $gateway = static fn(): FakeGateway => FakeGateway::start(array_fill(0, 5, [GatewayFrames::registered(), Step::answer()]));
    $run->inCoroutine(static function () use ($run, $mains, $during, $gateway): void {
        foreach (['~close connection~' => 2, '~connect to .* ok~' => 3] as $line => $connections) {
            $main = $mains->one($it = $gateway());
            $during($line, $it, $main, static function () use ($run, $line, $main): void {
                $run->check($main->connect() && $main->register(), "$line: connect() and register()");
            });
            $run->same($connections, count($it->connections()), "$line: connections");
            $run->same(2, count(array_keys(Mains::names($it, 2), 'Register', true)), "$line: registrations");
        }

        $it = $gateway();
        $socket = new class ('business', $mains->slowLogger, $it->addr(), 5, 5) extends Socket {
            public bool $fails = false;

            public function connect(): bool
            {
                return !$this->fails && parent::connect();
            }
        };
        $main = $mains->over($socket);
        $during('~close connection~', $it, $main, static function () use ($run, $main, $socket): void {
            $socket->fails = true;
            $run->same(false, $main->connect(), 'connect() that fails');
            $socket->fails = false;
        });
        $mains->end();
    });
});
