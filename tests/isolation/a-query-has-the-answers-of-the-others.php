<?php
/*
 * netsvr.on_query_failure = partial: of four gateways, one of which is refusing, black-holed, stopped, closing what it
 * accepts, or slow, a query has the answers of the other three; it takes no longer than one time-out, and from the third
 * on none.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\BlackHole;
use NetsvrTests\Isolation\Lab;
use NetsvrTests\Support\Port;

return static function (Lab $lab): void {
    $addrs = array_map(static fn($gateway): string => $gateway->workerAddr, $lab->gateways(3));
    $lab->stopLater($blackHole = new BlackHole());
    $suspended = $lab->gateway();
    $suspended->suspend();
    $faults = [
        'refusing' => Port::hold(),
        'black-holed' => $blackHole->workerAddr,
        'stopped' => $suspended->workerAddr,
        'accepting and closing' => $lab->gateway('--fault', 'frame=0 close')->workerAddr,
        'slow by 2 s' => $lab->gateway('--delay-ms', '2000')->workerAddr,
    ];
    $timeout = 1;
    foreach ($faults as $fault => $addr) {
        $lab->case("a partial result while one is $fault", static function () use ($lab, $addrs, $addr, $timeout): void {
            $program = $lab->program(['netsvr.on_query_failure' => 'partial']);
            $program->needsKey('netsvr.on_query_failure');
            $program->bind([$addr, ...$addrs], $timeout, $timeout);
            $calls = $program->ask(8);
            $program->stop();
            $warnings = 0;
            foreach ($calls as $call) {
                $lab->measure(sprintf('query %d took %.3f s: %s', $call->number, $call->took,
                    $call->failed ?? "$call->answered answers; " . implode(' | ', $call->log)));
                $lab->check($call->answered === count($addrs), "query $call->number: $call->answered of " . count($addrs) . ' answers');
                // Dialling and asking may cost it once each; half a second is for a busy machine.
                $limit = $call->number < 3 ? 2 * $timeout + 0.5 : $timeout / 2;
                $lab->checkTime($call->took < $limit, sprintf('query %d took %.3f s', $call->number, $call->took));
                $warnings += count(preg_grep('~^warning .*' . preg_quote($addr) . '~', $call->log));
            }
            $lab->check($warnings > 0, "no warning names $addr");
        });
    }
};
