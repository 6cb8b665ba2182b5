<?php
/*
 * A gateway's host vanishes behind a registered main socket: whether messages are sent or not, it is noticed within three
 * heartbeats. What is sent after that is reported, what was sent before is counted.
 */
declare(strict_types=1);

use NetsvrTests\Isolation\Lab;
use NetsvrTests\Isolation\Listener;
use NetsvrTests\Isolation\Silence;

return static function (Lab $lab): void {
    $heartbeat = 1.0;
    // Seconds that a busy machine may add.
    $slack = 0.5;
    $host = $lab->farHost();
    $listeners = [];
    foreach (['quiet' => 0.0, 'pushing' => 0.11] as $name => $every) {
        $far = $lab->farGateway($host);
        $lab->stopLater($listener = new Listener($far->workerAddr, 1, 1, $heartbeat, $every));
        $listeners[$name] = [$listener, $far->workerAddr];
    }
    usleep(1_500_000);
    $cut = microtime(true);
    $host->cut();
    usleep((int)((3 * $heartbeat + 2.5) * 1e6));
    // What comes when they are told to stop is no notice.
    $over = microtime(true);
    foreach ($listeners as $name => [$listener, $workerAddr]) {
        $listener->stop();
        $lab->case("a main socket that is $name", static function () use (
            $lab, $name, $listener, $workerAddr, $cut, $over, $heartbeat, $slack
        ): void {
            $limit = 3 * $heartbeat + $slack;
            $errors = array_filter($listener->errors(), static fn(array $error): bool =>
                $error['at'] < $over && str_contains($error['line'], $workerAddr));
            $noticed = array_values(array_filter($errors, static fn(array $error): bool => $error['at'] >= $cut));
            $lab->check(count($errors) === count($noticed), 'an error before the cut: ' . (reset($errors)['line'] ?? ''));
            if ($noticed === []) {
                $lab->check(false, sprintf('no error within %.1f s', $over - $cut));
                return;
            }
            $took = $noticed[0]['at'] - $cut;
            $lab->measure(sprintf('noticed after %.2f s: %s', $took, $noticed[0]['line']));
            $lab->check($took <= $limit, sprintf('noticed after %.2f s; the limit is %.2f s', $took, $limit));
            if ($name === 'pushing') {
                $calls = $listener->calls();
                $silent = array_filter($calls, static fn($call): bool =>
                    $call->began > $noticed[0]['at'] && !$call->complainsOf($workerAddr));
                $lab->check($silent === [], count($silent) . ' calls after that went in silence');
                $before = array_filter($calls, static fn($call): bool => $call->began <= $noticed[0]['at']);
                $lost = array_filter($before, static fn($call): bool => $call->began >= $cut && !$call->complainsOf($workerAddr));
                // One that was under way at the cut, and one at the notice, may be counted or not.
                Silence::checkCount($lab, $workerAddr, $listener->lines(), max(1, count($lost) - 2), count($before) + 1);
            }
        });
    }
};
