<?php
/*
 * Some 20,000 calls of all kinds from several processes, to gateways that are healthy, struck by chance, struck by a
 * script, or killed and started anew: no call outlasts its deadlines, no answer is another question's, no message
 * comes twice, what was reported as sent to a gateway that lived has come, and what flush() confirms has come whatever
 * strikes; a partial result has the answers of all that answer.
 */
declare(strict_types=1);

use NetsvrTests\Faults\Caller;
use NetsvrTests\Faults\Gateway;
use NetsvrTests\Faults\Messages;
use NetsvrTests\Faults\Record;
use NetsvrTests\Faults\Run;
use NetsvrTests\Faults\Script;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Setup;

return static function (Run $run): void {
    $callers = 4;
    // Seconds that all of it may take.
    $limit = 120 + intdiv($run->calls, 100);
    $script = "$run->folder/faults";
    file_put_contents($script, Script::forTaskSockets($run->random));
    $devGates = [
        Gateway::HEALTHY => DevGate::start(),
        Gateway::BY_CHANCE => DevGate::start('--fault-rate', '0.08', '--fault-seed', (string)$run->seed),
        Gateway::SCRIPTED => DevGate::start('--fault-file', $script),
        Gateway::RESTARTED => DevGate::start(),
        Gateway::IMPATIENT => DevGate::start('--read-deadline', (string)Gateway::PATIENCE),
    ];
    $messages = new Messages();
    $gateways = [];
    foreach ($devGates as $kind => $devGate) {
        $count = $kind === Gateway::RESTARTED ? 4 : 12;
        $gateways[$kind] = $gateway = new Gateway($kind, $devGate->workerAddr, $messages->connect($devGate, $count));
        if ($gateway->keepsItsClients()) {
            $run->check($gateway->introduceClients(), "the clients of the gateway that is $kind are not set up");
        }
    }
    Setup::bind(new stdClass());

    $restarted = "$run->folder/restarted";
    // Clients of the gateway that is restarted, by uniqId.
    $passing = [];
    $publish = static function () use ($restarted, $gateways, &$passing): void {
        $passing += array_flip($gateways[Gateway::RESTARTED]->uniqIds);
        file_put_contents("$restarted.new", json_encode($gateways[Gateway::RESTARTED]->uniqIds));
        rename("$restarted.new", $restarted);
    };
    $publish();
    file_put_contents("$run->folder/scene", json_encode([
        'seed' => $run->seed,
        'calls' => intdiv($run->calls, $callers),
        'callers' => $callers,
        'seconds' => $limit,
        'folder' => $run->folder,
        'restarted' => $restarted,
        'gateways' => array_values(array_map(get_object_vars(...), $gateways)),
    ], JSON_THROW_ON_ERROR));
    $processes = [];
    for ($index = 0; $index < $callers; $index++) {
        // Every second keeps its connections.
        $settings = ['extension=' . getenv('NETSVR_SO'), 'netsvr.on_send_failure=throw', 'netsvr.persistent=' . $index % 2];
        $options = array_merge(...array_map(static fn(string $setting): array => ['-d', $setting], $settings));
        $command = [PHP_BINARY, '-n', ...$options, __DIR__ . '/call.php', "$run->folder/scene", (string)$index];
        if (is_executable('/usr/bin/setpriv')) {
            $command = ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--', ...$command];
        }
        $processes[$index] = proc_open($command, [['file', '/dev/null', 'r'], STDERR, STDERR], $pipes);
    }

    $deadline = microtime(true) + $limit;
    $next = microtime(true) + 0.5;
    [$isUp, $restarts] = [true, 0];
    while ($processes !== []) {
        $messages->take();
        foreach ($processes as $index => $process) {
            $status = proc_get_status($process);
            if (!$status['running']) {
                $run->check($status['exitcode'] === 0, "process $index ended with status $status[exitcode], signal $status[termsig]");
                proc_close($process);
                unset($processes[$index]);
            } elseif (microtime(true) > $deadline) {
                $run->problem("process $index has not ended within $limit s");
                proc_terminate($process, SIGKILL);
            }
        }
        if (microtime(true) > $next) {
            if ($isUp) {
                $devGates[Gateway::RESTARTED]->kill();
                $next = microtime(true) + $run->random->getInt(0, 400) / 1000;
            } else {
                $devGates[Gateway::RESTARTED]->restart();
                $gateways[Gateway::RESTARTED]->uniqIds = $messages->connect($devGates[Gateway::RESTARTED], 4);
                $publish();
                $restarts++;
                $next = microtime(true) + $run->random->getInt(100, 1500) / 1000;
            }
            $isUp = !$isUp;
        }
        usleep(2000);
    }

    $figures = ['calls' => 0, 'failed' => 0, 'forks' => 0, 'confirmed' => 0, 'unconfirmed' => 0, 'partial' => 0, 'slowest' => 0.0];
    [$failures, $sent] = [[], []];
    foreach (glob("$run->folder/*.record") as $file) {
        foreach (Record::read($file) as $line) {
            if (isset($line['problem'])) {
                $run->problem($line['problem']);
            } elseif (isset($line['message'])) {
                $sent[$line['message']] = [$line['certain'], $line['possible'], $line['how']];
            } else {
                foreach ($line['figures'] as $name => $figure) {
                    match ($name) {
                        'slowest' => $figures[$name] = max($figures[$name], $figure),
                        'failures' => array_walk($figure, static function (int $count, string $kinds) use (&$failures): void {
                            $failures[$kinds] = ($failures[$kinds] ?? 0) + $count;
                        }),
                        default => $figures[$name] += $figure,
                    };
                }
            }
        }
    }
    // The last ones may be on their way.
    $missing = static function () use (&$sent, $messages): array {
        $missing = [];
        foreach ($sent as $id => [$certain]) {
            foreach ($certain as $uniqId) {
                if (!isset($messages->received[$id][$uniqId])) {
                    $missing[] = $id;
                }
            }
        }
        return $missing;
    };
    $deadline = microtime(true) + 10;
    do {
        usleep(300_000);
        $messages->take();
    } while ($missing() !== [] && microtime(true) < $deadline);

    foreach ($missing() as $id) {
        $run->problem("message $id ({$sent[$id][2]}) has not come");
    }
    [$deliveries, $certain] = [0, 0];
    foreach ($messages->received as $id => $counts) {
        [$one, $other, $how] = $sent[$id] ?? [[], [], 'by nobody'];
        foreach ($counts as $uniqId => $count) {
            $deliveries += $count;
            $isFor = in_array($uniqId, [...$one, ...$other], true)
                || str_starts_with($how, Caller::BROADCAST) && isset($passing[$uniqId]);
            $run->check($isFor, "message $id ($how) came to a client that it was not for");
            $run->check($count === 1, "message $id ($how) came $count times to a client");
        }
    }
    foreach ($sent as [$one]) {
        $certain += count($one);
    }
    foreach ($messages->garbled as $payload) {
        $run->problem("a client received $payload");
    }
    // A run in which nothing went wrong would show nothing.
    foreach ([Gateway::BY_CHANCE, Gateway::SCRIPTED, Gateway::RESTARTED] as $kind) {
        $run->check(($failures[$kind] ?? 0) > 0, "no call to the gateway that is $kind has failed");
    }
    $run->note(sprintf(
        '%d calls from %d processes and %d forks of them; %d failed as they may, the slowest took %.1f s; %d restarts',
        $figures['calls'], $callers, $figures['forks'], $figures['failed'], $figures['slowest'], $restarts
    ));
    $run->note(sprintf('%d deliveries, of which %d had to come', $deliveries, $certain));
    $run->note(sprintf(
        '%d messages confirmed by flush(), %d not; %d partial results',
        $figures['confirmed'], $figures['unconfirmed'], $figures['partial']
    ));
    foreach (['confirmed', 'unconfirmed', 'partial'] as $name) {
        $run->check($figures[$name] > 0, "nothing was $name");
    }
    ksort($failures);
    foreach ($failures as $kinds => $count) {
        $run->note("$count failed calls to: $kinds");
    }
    foreach ($devGates as $devGate) {
        $devGate->stop();
    }
};
