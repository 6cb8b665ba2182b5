<?php
/*
 * Does to the objects of the extension what no sane program does, in sequences left to chance:
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php -n tests/fuzz/objects.php [SEQUENCES | SECONDSs] [SEED]
 *
 * A minute by default, from a seed left to chance, or from the one that the environment variable OBJECTS_FROM names.
 * With a seed only its sequence runs, and everything it does is printed. A sequence is a request
 * of PHP's own web server, which serves many of them: memory limits and exit() end the request, and what they leave
 * behind is found by the next one. A fault is a crash, a failed assertion, a leak that a debug build of PHP reports, a
 * panic, a fatal error that is not the script's own, a sequence that does not end, a process that grows or keeps
 * descriptors open, and a valid call that fails afterwards. Each is printed with the seed and the fewest steps that
 * show it. Exit status 1: there was one.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\Faults;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Step;
use RuntimeException;

require __DIR__ . '/../support/autoload.php';
\NetsvrTests\Support\loadClasses([__NAMESPACE__ . '\\' => __DIR__ . '/objects/']);
\NetsvrTests\Support\requirePsr();

const STEPS = 40;
/** sequences that one process serves */
const BATCH = 200;
const MINIMISING_SECONDS = 20.0;
const MOST_MINIMISING_SECONDS = 180.0;
const MOST_FAULTS = 40;

/** Gateways that answer, forward events, lie and break off; nothing listens at the last address. */
final class Gateways
{
    private DevGate $sound;
    /** @var list<FakeGateway> */
    private array $scripted = [];
    private FakeGateway $down;

    public function __construct()
    {
        $this->sound = DevGate::start();
        $this->down = FakeGateway::start();
        $this->down->down();
        $this->restart();
    }

    /** Forgets what the scripted ones have received. */
    public function restart(): void
    {
        array_map(static fn(FakeGateway $one) => $one->stop(), $this->scripted);
        $id = str_repeat('7f00000117ad', 2);
        $events = GatewayFrames::registration() . GatewayFrames::open($id) . GatewayFrames::message($id, 'hello')
            . GatewayFrames::message($id, '') . GatewayFrames::close($id);
        $strings = Step::answer(Faults::strings(['a', 'b', $id]));
        $this->scripted = [
            FakeGateway::start([[Step::raw($events), $strings]]),
            FakeGateway::start([[GatewayFrames::registered(), $strings, Step::raw("\0\0\0\2xx")]]),
            FakeGateway::start([[Step::answer(str_repeat("\xff", 20)), $strings->twice(), Step::reset()]]),
            FakeGateway::start([[$strings->truncated(6)->thenClose()]]),
        ];
    }

    /** @return list<string> */
    public function addrs(): array
    {
        $scripted = array_map(static fn(FakeGateway $one): string => $one->addr(), $this->scripted);
        return [$this->sound->workerAddr, ...$scripted, $this->down->addr()];
    }
}

/** Runs a sequence, or some steps of it, in a process of its own. @return array{list<string>, string} faults, log */
function alone(string $extension, array $addrs, bool $persistent, int $seed, ?array $only = null): array
{
    $server = new Server($extension, $addrs, STEPS, $persistent);
    try {
        $faults = $server->run(0);
        $server->isAlive() && array_push($faults, ...$server->run($seed, $only));
        $server->isAlive() && array_push($faults, ...$server->run(0));
        return [array_values(array_unique($faults)), $server->lastLog()];
    } finally {
        $server->stop();
    }
}

/**
 * Leaves out steps as long as the sequence shows the fault.
 *
 * @return array{list<int>, string}|null steps and log; null when it does not show it alone
 */
function fewest(string $extension, array $addrs, bool $persistent, int $seed, string $fault): ?array
{
    $end = microtime(true) + MINIMISING_SECONDS;
    $try = static function (?array $only) use ($extension, $addrs, $persistent, $seed, $fault): ?string {
        [$faults, $log] = alone($extension, $addrs, $persistent, $seed, $only);
        return in_array($fault, $faults, true) ? $log : null;
    };
    $log = $try(null);
    if ($log === null) {
        return null;
    }
    preg_match_all('~^step (\d+)$~m', $log, $begun);
    $steps = array_map(intval(...), $begun[1]);
    for ($size = intdiv(count($steps) + 1, 2); $size >= 1; $size = $size === 1 ? 0 : intdiv($size + 1, 2)) {
        for ($at = max(0, count($steps) - $size); $at >= 0; $at -= $size) {
            if (microtime(true) > $end) {
                return [$steps, $log];
            }
            $fewer = $steps;
            array_splice($fewer, $at, $size);
            $shown = $fewer === [] ? null : $try($fewer);
            if ($shown !== null) {
                [$steps, $log] = [$fewer, $shown];
            }
        }
    }
    return [$steps, $log];
}

function report(int $seed, string $fault, string $text): void
{
    echo "FAIL seed $seed: $fault\n     ", str_replace("\n", "\n     ", rtrim($text)), "\n";
}

$extension = (string)realpath((string)getenv('NETSVR_SO'));
if (!extension_loaded('netsvr')) {
    if ($extension === '' || getenv('NETSVR_OBJECTS_AGAIN') !== false) {
        fwrite(STDERR, "NETSVR_SO does not name the extension\n");
        exit(2);
    }
    // Once more, with it.
    pcntl_exec(PHP_BINARY, ['-n', '-d', "extension=$extension", '-d', 'memory_limit=-1', ...$argv],
        ['NETSVR_OBJECTS_AGAIN' => '1'] + getenv());
}
$limit = $argv[1] ?? '60s';
$seconds = str_ends_with($limit, 's') ? (float)substr($limit, 0, -1) : null;
$count = $seconds === null ? (int)$limit : PHP_INT_MAX;
$start = microtime(true);
$gateways = new Gateways();

if (isset($argv[2]) && $argv[2] !== '') {
    $seed = (int)$argv[2];
    [$faults, $log] = alone($extension, $gateways->addrs(), $seed % 2 === 0, $seed);
    echo $log, "\n";
    foreach ($faults as $fault) {
        report($seed, $fault, '');
    }
    echo $faults === [] ? "1 passed, 0 failed\n" : "0 passed, 1 failed\n";
    exit($faults === [] ? 0 : 1);
}

$first = (int)(getenv('OBJECTS_FROM') ?: random_int(1, 1_000_000) * 1000);
echo "seeds from $first\n";
[$passed, $failed, $server, $known, $minimising] = [0, 0, null, [], 0.0];
for ($number = $isOver = 0; !$isOver; $number++) {
    if ($server !== null && (!$server->isAlive() || $number % BATCH === 0)) {
        $server->stop();
        $server = null;
    }
    if ($number % BATCH === 0) {
        $gateways->restart();
    }
    // Every other seed is even; a process serves those of one kind.
    $persistent = intdiv($number, BATCH) % 2 === 0;
    $seed = $first + 2 * $number + ($persistent ? 0 : 1);
    $server ??= new Server($extension, $gateways->addrs(), STEPS, $persistent);
    $faults = $server->run($seed);
    $log = $server->lastLog();
    $isOver = $number + 1 === $count || count($known) >= MOST_FAULTS
        || ($seconds !== null && microtime(true) - $start - $minimising > $seconds);
    if ($faults === [] && ($number + 1) % BATCH !== 0 && !$isOver) {
        $passed++;
        continue;
    }
    $server->isAlive() && array_push($faults, ...$server->run(0));
    if ($faults === []) {
        $passed++;
        continue;
    }
    $failed++;
    // What is left behind would show in all that follow.
    $server->stop();
    foreach (array_unique($faults) as $fault) {
        $known[$fault] = ($known[$fault] ?? 0) + 1;
        if ($known[$fault] > 1) {
            continue;
        }
        $began = microtime(true);
        printf("after %.1f s, %d sequences:\n", $began - $start - $minimising, $number + 1);
        [$fewest, $shown] = [null, $seed];
        // What one sequence leaves behind shows in the next.
        foreach ($minimising > MOST_MINIMISING_SECONDS ? [] : [$seed, $seed - 2] as $one) {
            $fewest = fewest($extension, $gateways->addrs(), $persistent, $one, $fault);
            if ($fewest !== null) {
                $shown = $one;
                break;
            }
        }
        $minimising += microtime(true) - $began;
        report($shown, $fault, $fewest === null ? "(not by itself)\n$log" : $fewest[1]);
    }
}
$server?->stop();
foreach ($known as $fault => $times) {
    echo "$times times: $fault\n";
}
printf("%d sequences in %.0f s\n%d passed, %d failed\n", $passed + $failed, microtime(true) - $start, $passed, $failed);
exit($failed === 0 && $passed > 0 ? 0 : 1);
