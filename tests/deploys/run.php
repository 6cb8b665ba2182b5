<?php
/*
 * Deploys under load: websocket clients whose every message is to be echoed, while all business processes are replaced,
 * again and again. Counts what is lost, and opens and closes that come never or twice.
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php -n tests/deploys/run.php [OPTION]... [own|workerman4|workerman5]... [PROCESSES]...
 *
 *     --reloads 10      how often all processes are replaced
 *     --messages 20000  how many messages the clients send at least
 *     --pause 10        milliseconds between two messages of a client
 *     --ini KEY=VALUE   a setting of the processes
 *     --gateway 5       the generation of the gateway
 *     --api 4           the generation of the API
 *
 * A million events, with a reload every 20,000:  --reloads 50 --messages 1000000 --pause 0 own 2
 *
 * Clients go on until the last reload has ended. The memory and the descriptors of the master must stay flat. NETSVR_GATEWAY
 * names a real gateway instead of devgate, as "ws://host:port/path host:port" of one that has no other business processes;
 * with --gateway 8 a third part is its task port, unless that is the next one. WORKERMAN4_DIR, WORKERMAN5_DIR and
 * WORKERMAN_EVENT_LOOP: see CONTRIBUTING. Exit status 0: nothing was lost.
 */
declare(strict_types=1);

namespace NetsvrTests\Deploys;

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use RuntimeException;

require dirname(__DIR__) . '/support/autoload.php';
error_reporting(E_ALL);

/** Clients that send at the same time. */
const CLIENTS = 20;
/** Bytes and descriptors that the master may have more after the last reload than after the first. */
const GROWTH = 2 << 20;
const DESCRIPTORS = 2;
/** Seconds that anything may take. */
const PATIENCE = 60.0;

final class Deploys
{
    /** @var resource */
    private $service;
    /** @var resource */
    private $load;
    /** @var list<resource> */
    private array $visitors = [];
    /** Clients that have come. */
    private int $visits = 0;
    /** @var array{int, int, int} messages sent, answered, and answered wrongly */
    private array $sums = [0, 0, 0];
    private string $folder;

    /** @param list<string> $php what runs a script */
    public function __construct(
        private array $php,
        private string $wsload,
        private string $url,
        private string $addr,
        private string $kind,
        private int $processes,
        /** @var array<string, int> how often, and what the clients do; see above */
        private array $options,
        private bool $greets
    ) {
        $this->folder = sys_get_temp_dir() . '/netsvr-deploys-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
    }

    /** @return list<string> what does not hold */
    public function run(): array
    {
        $this->service = $this->start([...$this->php, __DIR__ . '/process.php', $this->kind, (string)$this->processes, $this->folder, $this->addr], 'service');
        try {
            return $this->deploy();
        } finally {
            $this->end();
        }
    }

    /** @return list<string> */
    private function deploy(): array
    {
        $this->waitFor('the first event', fn(): bool => $this->isServed());
        // of those who came before anybody was there, some are heard of when they go
        $this->waitFor('the end of all who have come', fn(): bool => array_diff($this->heard('open'), $this->heard('close')) === []);
        usleep(500_000);
        file_put_contents("$this->folder/service", '');
        $problems = [];
        $began = microtime(true);
        $this->startLoad();
        usleep(200_000);
        for ($reload = 0; $reload < $this->options['reloads']; $reload++) {
            $this->reload();
            $first ??= $this->master();
            // as many messages between two of them
            $this->waitFor('a share of the messages', fn(): bool => $this->isTimeForMore($reload + 1, $began), 600.0);
        }
        $last = $this->master();
        foreach (['bytes' => GROWTH, 'descriptors' => DESCRIPTORS] as $what => $most) {
            if ($last[$what] > $first[$what] + $most) {
                $problems[] = "the master has $last[$what] $what after the last reload, $first[$what] after the first";
            }
        }
        $took = microtime(true) - $began;
        do {
            $this->waitFor('the last answer', fn(): bool => !proc_get_status($this->load)['running']);
            $this->noteLoad();
            $more = $this->sums[0] < $this->options['messages'] && $this->sums[0] === $this->sums[1];
            $more && $this->startLoad();
        } while ($more);
        [$sent, $answered, $wrong] = $this->sums;
        if ($sent !== $answered || $wrong !== 0 || $sent < $this->options['messages']) {
            $problems[] = trim((string)file_get_contents("$this->folder/load"));
        }
        while ($this->visitors !== []) {
            $this->visit(false);
            usleep(20_000);
        }
        // The last of them are heard of a moment later.
        for ($deadline = microtime(true) + PATIENCE / 2; microtime(true) < $deadline; usleep(20_000)) {
            if (min(count($this->heard('open')), count($this->heard('close'))) >= $this->visits) {
                break;
            }
        }
        usleep(500_000);
        $by = [];
        foreach (['open', 'close'] as $event) {
            $counts = array_count_values($this->heard($event));
            $by[$event] = count($counts);
            foreach ($counts as $uniqId => $count) {
                if ($count !== 1) {
                    $problems[] = "$event $uniqId came $count times";
                }
            }
            if ($by[$event] !== $this->visits) {
                $problems[] = sprintf('%d events of kind %s of %d clients', $by[$event], $event, $this->visits);
            }
        }
        printf(
            "%s, %d processes: %d reloads in %.1f s, %d messages sent, %d lost; %d clients, %d opens, %d closes\n",
            $this->kind, $this->processes, $this->options['reloads'], $took, $sent, $sent - $answered, $this->visits, $by['open'], $by['close']
        );
        if ($problems !== [] && is_file("$this->folder/log")) {
            array_push($problems, ...array_slice(file("$this->folder/log", FILE_IGNORE_NEW_LINES), 0, 10));
        }
        return $problems;
    }

    /** @return list<string> whose events of this kind the service has handled */
    private function heard(string $event): array
    {
        preg_match_all("/^$event ([0-9a-f]+)$/m", (string)@file_get_contents("$this->folder/service"), $found);
        return $found[1];
    }

    /** Replaces all processes. Clients come and go meanwhile. */
    private function reload(): void
    {
        $before = $this->children();
        if (count($before) !== $this->processes + 1) {
            throw new RuntimeException(count($before) . " processes of $this->processes and one more");
        }
        $this->signal('USR1', (int)file_get_contents("$this->folder/master"));
        $this->waitFor('the end of a reload', function () use ($before): bool {
            $this->visit(true);
            $this->goOn();
            $now = $this->children();
            return array_intersect($before, $now) === [] && count($now) === count($before);
        });
    }

    /** Lets clients that have gone be followed by new ones, as long as they are wanted. */
    private function visit(bool $more): void
    {
        foreach ($this->visitors as $index => $visitor) {
            if (!proc_get_status($visitor)['running']) {
                proc_close($visitor);
                unset($this->visitors[$index]);
            }
        }
        if ($more && count($this->visitors) < 2) {
            $this->visitors[] = $this->start([...$this->wsload(), '--clients', '2', '--messages', '1', '--timeout', '30'], 'visitors');
            $this->visits += 2;
        }
    }

    /** @return list<string> */
    private function wsload(): array
    {
        return [$this->wsload, $this->url, ...($this->greets ? ['--greet'] : [])];
    }

    private function isServed(): bool
    {
        if (!is_file("$this->folder/master") || count($this->children()) !== $this->processes + 1) {
            return false;
        }
        $visitor = $this->start([...$this->wsload(), '--clients', '1', '--messages', '1', '--timeout', '1'], 'first');
        while (proc_get_status($visitor)['running']) {
            usleep(10_000);
        }
        proc_close($visitor);
        return str_contains((string)file_get_contents("$this->folder/first"), 'answered 1');
    }

    /** @return list<int> the business processes */
    private function children(): array
    {
        $master = (int)file_get_contents("$this->folder/master");
        $found = @file_get_contents("/proc/$master/task/$master/children");
        return $found === false ? [] : array_map(intval(...), array_values(array_filter(explode(' ', $found))));
    }

    /** What a client sends in one go. */
    private function share(): int
    {
        return intdiv($this->options['messages'], CLIENTS * 10);
    }

    /** Ten goes in all; the next reload comes when its part of them is done. */
    private function isTimeForMore(int $reloads, float $began): bool
    {
        $this->goOn();
        $done = $this->sums[0] / $this->options['messages'];
        return $done >= $reloads / $this->options['reloads'] - 0.1 || microtime(true) - $began > 500;
    }

    private function goOn(): void
    {
        if (!proc_get_status($this->load)['running']) {
            $this->noteLoad();
            $this->startLoad();
        }
    }

    /** @return array{bytes: int, descriptors: int} what the master takes */
    private function master(): array
    {
        $pid = (int)file_get_contents("$this->folder/master");
        preg_match('/^VmRSS:\s+(\d+) kB/m', (string)file_get_contents("/proc/$pid/status"), $found);
        return ['bytes' => 1024 * (int)$found[1], 'descriptors' => count(scandir("/proc/$pid/fd"))];
    }

    /** Clients that send, each its next message once it has the answer to the last. */
    private function startLoad(): void
    {
        $this->load = $this->start([...$this->wsload(), '--clients', (string)CLIENTS, '--messages', (string)$this->share(), '--window', '1',
            '--pause', (string)$this->options['pause'], '--timeout', (string)(int)PATIENCE], 'load');
        $this->visits += CLIENTS;
    }

    private function noteLoad(): void
    {
        proc_close($this->load);
        $lines = (string)file_get_contents("$this->folder/load");
        $this->sums = [0, 0, 0];
        preg_match_all('/^sent (\d+) answered (\d+) wrong (\d+)$/m', $lines, $found, PREG_SET_ORDER);
        foreach ($found as $line) {
            foreach ($this->sums as $index => $_) {
                $this->sums[$index] += (int)$line[$index + 1];
            }
        }
    }

    private function signal(string $name, int $pid): void
    {
        proc_close(proc_open(['kill', '-s', $name, (string)$pid], [2 => ['file', '/dev/null', 'w']], $pipes));
    }

    /** @return resource */
    private function start(array $command, string $name)
    {
        $output = ['file', "$this->folder/$name", 'a'];
        if (is_executable('/usr/bin/setpriv')) {
            $command = ['/usr/bin/setpriv', '--pdeathsig', 'KILL', '--', ...$command];
        }
        return proc_open($command, [['file', '/dev/null', 'r'], $output, $output], $pipes)
            ?: throw new RuntimeException("$command[0] cannot be started");
    }

    private function waitFor(string $what, callable $isThere, float $patience = PATIENCE): void
    {
        $deadline = microtime(true) + $patience;
        while (!$isThere()) {
            if (microtime(true) > $deadline) {
                throw new RuntimeException("no $what; the service said: " . @file_get_contents("$this->folder/service") . @file_get_contents("$this->folder/log"));
            }
            usleep(20_000);
        }
    }

    private function end(): void
    {
        $master = (int)@file_get_contents("$this->folder/master");
        if ($master > 0) {
            $this->signal('TERM', $master);
        }
        $deadline = microtime(true) + 20;
        while (proc_get_status($this->service)['running'] && microtime(true) < $deadline) {
            usleep(20_000);
        }
        if (proc_get_status($this->service)['running']) {
            foreach ([...$this->children(), proc_get_status($this->service)['pid']] as $pid) {
                $this->signal('KILL', $pid);
            }
        }
        proc_close($this->service);
        array_map(unlink(...), glob("$this->folder/*"));
        rmdir($this->folder);
    }
}

$so = realpath((string)getenv('NETSVR_SO'));
$devgate = realpath((string)getenv('NETSVR_DEVGATE'));
if ($so === false || $devgate === false) {
    fwrite(STDERR, "NETSVR_SO and NETSVR_DEVGATE have to name what has been built\n");
    exit(2);
}
$php = [PHP_BINARY, '-n', '-d', 'memory_limit=512M'];
foreach (['pcntl' => 'pcntl', 'posix' => 'posix', 'netsvr' => $so] as $name => $file) {
    if (!in_array($name, explode("\n", (string)shell_exec(escapeshellarg(PHP_BINARY) . ' -n -m')), true)) {
        array_push($php, '-d', "extension=$file");
    }
}
$generations = ['--gateway' => '5', '--api' => '4'];
foreach ($generations as $option => $_) {
    if (($at = array_search($option, $argv, true)) !== false) {
        $generations[$option] = $argv[$at + 1];
        array_splice($argv, $at, 2);
    }
}
['--gateway' => $generation, '--api' => $api] = $generations;
$options = ['reloads' => 10, 'messages' => 20_000, 'pause' => 10];
$arguments = array_slice($argv, 1);
foreach ($options as $option => $_) {
    if (($at = array_search("--$option", $arguments, true)) !== false) {
        $options[$option] = (int)$arguments[$at + 1];
        array_splice($arguments, $at, 2);
    }
}
while (($at = array_search('--ini', $arguments, true)) !== false) {
    array_push($php, '-d', $arguments[$at + 1]);
    array_splice($arguments, $at, 2);
}
$counts = array_map(intval(...), array_filter($arguments, is_numeric(...))) ?: [1, 2, 4];
$kinds = array_filter($arguments, static fn(string $it): bool => !is_numeric($it)) ?: ['own', 'workerman4', 'workerman5'];
[$passed, $failed] = [0, 0];
foreach ($kinds as $kind) {
    foreach ($counts as $processes) {
        $real = (string)getenv('NETSVR_GATEWAY');
        $gateway = $real === '' ? DevGate::start('--gateway', $generation) : null;
        [$url, $addr, $task] = $gateway === null ? [...explode(' ', $real), '+1'] : [$gateway->url, $gateway->workerAddr, $gateway->taskAddr];
        $settings = ['-d', "netsvr.gateway=$generation"];
        if ($api === '8') {
            array_push($settings, '-d', 'netsvr.api=8');
            $taskAddr = $task === '+1' ? preg_replace_callback('~\d+$~', static fn(array $port): string => (string)($port[0] + 1), $addr) : $task;
            $addr .= $generation === '8' ? "=$taskAddr" : '';
        } elseif ($generation === '8') {
            array_push($settings, '-d', 'netsvr.task_addrs="' . ($task === '+1' ? $task : "$addr=$task") . '"');
        }
        try {
            $problems = (new Deploys([...$php, ...$settings], dirname($devgate) . '/wsload', $url, $addr, $kind, $processes, $options, $gateway !== null))->run();
        } catch (RuntimeException $exception) {
            $problems = [$exception->getMessage()];
        }
        foreach ($problems as $problem) {
            echo "    $problem\n";
        }
        echo $problems === [] ? 'PASS' : 'FAIL', " $kind, $processes processes\n";
        $problems === [] ? $passed++ : $failed++;
    }
}
echo "$passed passed, $failed failed\n";
exit($failed === 0 ? 0 : 1);
