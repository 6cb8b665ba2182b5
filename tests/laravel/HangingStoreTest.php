<?php
declare(strict_types=1);

use Illuminate\Contracts\Cache\Factory;
use NetsvrBusiness\Laravel\Work\Periodic;
use NetsvrBusiness\Laravel\Work\PeriodicWork;
use NetsvrBusiness\Laravel\Work\RestartSignal;
use NetsvrTests\Laravel\LaravelTestCase;

/** A store that fails slowly: what asks it rests, so that events have most of the time. */
final class HangingStoreTest extends LaravelTestCase
{
    private const HANGS = 0.3;

    public function testPeriodicWorkThatFailsSlowlyRestsForNineTimesAsLong(): void
    {
        $hanging = new class implements Periodic {
            public int $calls = 0;
            public float $began = 0.0;
            public float $ended = 0.0;

            public function tick(): void
            {
                if ($this->calls++ > 0) {
                    return;
                }
                $this->began = microtime(true);
                usleep(300_000);
                $this->ended = microtime(true);
                throw new RuntimeException('no answer');
            }
        };
        $other = new class implements Periodic {
            public int $calls = 0;

            public function tick(): void
            {
                $this->calls++;
            }
        };
        $work = new PeriodicWork([$hanging, $other], static fn() => null);
        for ($deadline = microtime(true) + 60; $hanging->calls < 2; usleep(20_000)) {
            self::assertLessThan($deadline, microtime(true), 'it is never done again');
            $work->doIfDue();
        }
        self::assertGreaterThan(9 * ($hanging->ended - $hanging->began) - 0.1, microtime(true) - $hanging->ended, 'the rest');
        // Before it, and twice at least while it rests.
        self::assertGreaterThanOrEqual(3, $other->calls);
    }

    public function testWhatFailsForTheSameReasonIsReportedOnceWhateverItHadToDo(): void
    {
        $failing = new class implements Periodic {
            public int $calls = 0;

            public function tick(): void
            {
                $number = ++$this->calls;
                throw new LogicException("cannot lock for owner $number", 0, new RuntimeException('the database is gone'));
            }
        };
        $reported = 0;
        $work = new PeriodicWork([$failing], static function (string $who, ?Throwable $thrown) use (&$reported): void {
            $reported += (int)($thrown !== null);
        });
        $began = microtime(true);
        while ($failing->calls < 3 && microtime(true) - $began < 10) {
            $work->doIfDue();
            usleep(20_000);
        }
        self::assertSame([3, 1], [$failing->calls, $reported]);
    }

    public function testTheCacheIsAskedLessOftenForARestartWhileItHangs(): void
    {
        $calls = 0;
        $cache = $this->createMock(Factory::class);
        $cache->method('store')->willReturnCallback(static function () use (&$calls): never {
            $calls++;
            usleep((int)(self::HANGS * 1e6));
            throw new RuntimeException('no answer');
        });
        $signal = new RestartSignal($cache, $this->project->app()->make('config'));
        $signal->ignoreEarlierOnes();
        $began = microtime(true);
        while (microtime(true) - $began < 2.5) {
            self::assertFalse($signal->hasCome());
            usleep(20_000);
        }
        self::assertSame(1, $calls);
    }
}
