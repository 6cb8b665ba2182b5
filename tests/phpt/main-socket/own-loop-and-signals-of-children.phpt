--TEST--
A child forked in a handler ends by SIGTERM as any other; one that runs a loop of its own stops that; the parent sleeps on
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\MainSocketManager;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\ProcessorTime;
use NetsvrTests\Support\Setup;
use Netsvr\Transfer;

Setup::endAfter(50);

Host::each(function (Host $host): void {
    $gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
    $other = FakeGateway::start([[GatewayFrames::registered()], []]);
    $business = Business::start(
        $host,
        [$gateway->addr(), $other->addr()],
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($other): void {
            $child = pcntl_fork();
            if ($child === 0) {
                if ($transfer->getData() === 'run') {
                    $manager = new MainSocketManager();
                    $manager->addSocket($me->mainSocket($other->addr()));
                    $manager->run();
                    exit(7);
                }
                $me->report('the child works');
                usleep(9_000_000);
                exit(8);
            }
            $me->notes['child'] = $child;
        },
        tick: function (BusinessProcess $me): void {
            $child = $me->notes['child'] ?? null;
            if ($child !== null && pcntl_waitpid($child, $status, WNOHANG) === $child) {
                unset($me->notes['child']);
                $me->report('child: ' . (pcntl_wifsignaled($status) ? 'signal ' . pcntl_wtermsig($status)
                    : 'exit ' . pcntl_wexitstatus($status)));
                $me->notes['ended'] = [microtime(true), ProcessorTime::all()];
            }
            if (isset($me->notes['ended']) && microtime(true) - $me->notes['ended'][0] > 1.5) {
                $spent = ProcessorTime::all() - $me->notes['ended'][1];
                $me->report($spent < 0.1 ? 'the loop slept' : sprintf('the loop SPENT %.3f s', $spent));
                unset($me->notes['ended']);
            }
        }
    );
    $business->until('register to gateway 1');
    $business->until('register to gateway 2');
    foreach (['work' => 'the child works', 'run' => 'register to gateway 2 ok'] as $data => $begun) {
        $gateway->push(GatewayFrames::message('ann', $data));
        $business->until($begun);
        $children = explode(' ', trim(file_get_contents("/proc/{$business->pid()}/task/{$business->pid()}/children")));
        posix_kill((int)$children[0], SIGTERM);
        echo '  ', implode("\n  ", array_slice($business->until('child: '), -1)), "\n";
        $business->printUntil('the loop');
    }
    $business->kill();
}, Host::OwnLoop);
?>
--EXPECT--
own loop
  child: signal 15
  the loop slept
  child: exit 7
  the loop slept
