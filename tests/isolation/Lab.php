<?php
/*
 * What the scenes share: gateways, programs and hosts that are stopped whatever happens, and cases that are counted.
 */
declare(strict_types=1);

namespace NetsvrTests\Isolation;

use Closure;
use NetsvrTests\Support\DevGate;
use Throwable;

final class Lab
{
    public int $passed = 0;
    public int $failed = 0;
    public int $skipped = 0;

    /** @var list<object> to be stopped */
    private array $started = [];
    /** @var list<string> what does not hold in the case that runs */
    private array $problems = [];
    /** Whether it would hold on a machine that has nothing else to do, perhaps. */
    private bool $isOnlyLate = true;
    /** @var list<string> what it measured */
    private array $measured = [];

    /** @param string|null $refusal why there is no network namespace */
    public function __construct(private ?string $refusal)
    {
    }

    /**
     * Runs one case. What it measured is printed when it fails. One that was only late is tried once more: a busy machine
     * may hold it up, a fault does so each time.
     *
     * @param Closure(): void $case
     */
    public function case(string $name, Closure $case, bool $again = true): void
    {
        [$this->problems, $this->measured, $this->isOnlyLate] = [[], [], true];
        $start = microtime(true);
        try {
            $case();
        } catch (Skipped $why) {
            $this->skipped++;
            echo "SKIP isolation: $name: {$why->getMessage()}\n";
            return;
        } catch (Throwable $thrown) {
            $this->check(false, self::text($thrown));
        }
        if ($this->problems !== [] && $this->isOnlyLate && $again) {
            echo "     once more: $name: {$this->problems[0]}\n";
            $this->case($name, $case, again: false);
            return;
        }
        $this->count($name, microtime(true) - $start);
    }

    /** A scene that ended before its cases did. */
    public function broke(string $name, Throwable $thrown): void
    {
        if ($thrown instanceof Skipped) {
            $this->skipped++;
            echo "SKIP isolation: $name: {$thrown->getMessage()}\n";
            return;
        }
        [$this->problems, $this->measured] = [[self::text($thrown)], []];
        $this->count($name, 0.0);
    }

    public function check(bool $holds, string $problem): void
    {
        if (!$holds) {
            $this->problems[] = $problem;
            $this->isOnlyLate = false;
        }
    }

    /** The same for what took too long. */
    public function checkTime(bool $holds, string $problem): void
    {
        if (!$holds) {
            $this->problems[] = $problem;
        }
    }

    /** Noted for the case that it fails. */
    public function measure(string $figure): void
    {
        $this->measured[] = $figure;
    }

    public function gateway(string ...$flags): DevGate
    {
        return $this->started[] = DevGate::start(...$flags);
    }

    /** @return list<DevGate> */
    public function gateways(int $count, string ...$flags): array
    {
        return array_map(fn(): DevGate => $this->gateway(...$flags), range(1, $count));
    }

    /** @param array<string, string> $ini settings of the extension */
    public function program(array $ini = []): Program
    {
        return $this->started[] = Program::start($ini);
    }

    /** @throws Skipped when network namespaces are not for this process */
    public function farHost(): FarHost
    {
        if ($this->refusal !== null) {
            throw new Skipped("no network namespace: $this->refusal");
        }
        return $this->started[] = new FarHost();
    }

    public function farGateway(FarHost $host, string ...$flags): DevGate
    {
        return $this->started[] = DevGate::startAt(FarHost::ADDRESS, $host->command(), ...$flags);
    }

    /** Anything that is to be stopped with the scene. */
    public function stopLater(object $one): void
    {
        $this->started[] = $one;
    }

    /** Stops what was started, the last first. */
    public function end(): void
    {
        foreach (array_reverse($this->started) as $one) {
            $one->stop();
        }
        $this->started = [];
    }

    private function count(string $name, float $took): void
    {
        $this->problems === [] ? $this->passed++ : $this->failed++;
        printf("%s %s (%.1f s)\n", $this->problems === [] ? 'PASS' : 'FAIL', $name, $took);
        if ($this->problems === []) {
            return;
        }
        foreach (array_slice($this->problems, 0, 10) as $problem) {
            echo "     $problem\n";
        }
        echo count($this->problems) > 10 ? '     and ' . (count($this->problems) - 10) . " more\n" : '';
        foreach ($this->measured as $figure) {
            echo "     - $figure\n";
        }
    }

    private static function text(Throwable $thrown): string
    {
        return get_class($thrown) . ": {$thrown->getMessage()} at {$thrown->getFile()}:{$thrown->getLine()}";
    }
}
