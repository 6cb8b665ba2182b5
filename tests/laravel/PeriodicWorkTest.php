<?php
declare(strict_types=1);

use NetsvrBusiness\Laravel\Work\Periodic;
use NetsvrBusiness\Laravel\Work\PeriodicWork;
use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\DevGate;

final class PeriodicWorkTest extends LaravelTestCase
{
    public function testItIsDoneAboutOnceASecondWithNothingElseToDo(): void
    {
        [, $artisan] = $this->work();
        $times = $this->ticks(4);
        foreach (array_slice($times, 1) as $number => $time) {
            self::assertGreaterThan(0.8, $time - $times[$number]);
            self::assertLessThan(3.0, $time - $times[$number]);
        }
        // Work that fails each time is reported once, and leaves nothing to the next.
        self::assertSame(1, substr_count($this->project->log(), 'ERROR: periodic work fails {"left":"by a tick"'));
        self::assertMatchesRegularExpression('/INFO: tick 4 *$/m', $this->project->log());
        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait());
    }

    public function testItIsDoneBetweenEventsThatComeWithoutAPause(): void
    {
        [$gateway, $artisan] = $this->work();
        $client = $gateway->client();
        // 2 ms each: more than three seconds of them are on their way at once.
        $messages = 1600;
        $from = microtime(true);
        for ($n = 0; $n < $messages; $n++) {
            $client->send("message $n");
        }
        for ($n = 0; $n < $messages; $n++) {
            self::assertSame("message $n", $client->receive(30));
        }
        $to = microtime(true);
        $within = array_filter($this->ticks(2), static fn(float $time): bool => $time > $from && $time < $to);
        self::assertGreaterThanOrEqual(2, count($within));
        self::assertLessThanOrEqual(($to - $from) / 0.8 + 1, count($within));
        $artisan->signal(SIGTERM);
        self::assertSame(0, $artisan->wait());
    }

    public function testWorkThatIsNoneIsNamed(): void
    {
        $gateway = DevGate::start();
        $artisan = $this->project->artisan(
            ['netsvr:work', '--handler=App\WrongPeriodicHandler'],
            ['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]
        );
        self::assertSame(1, $artisan->wait());
        self::assertStringContainsString(
            'App\WrongPeriodicHandler::periodic(): stdClass does not implement ' . Periodic::class,
            $artisan->output()
        );
    }

    public function testWorkThatTakesLongLeavesTimeForEvents(): void
    {
        $slow = new class implements Periodic {
            public int $calls = 0;

            public function tick(): void
            {
                $this->calls++;
                usleep(1_000_000);
            }
        };
        $work = new PeriodicWork([$slow], static function (): void {
        });
        usleep(1_000_000);
        for ($n = 0; $n < 10; $n++) {
            $work->doIfDue();
        }
        self::assertSame(1, $slow->calls);
    }

    /** @return array{DevGate, Artisan} */
    private function work(): array
    {
        $gateway = DevGate::start();
        $artisan = $this->project->artisan(
            ['netsvr:work', '--handler=App\PeriodicHandler'],
            ['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]
        );
        $artisan->waitFor('/register to \S+ ok/');
        return [$gateway, $artisan];
    }

    /** When the work was done, once that has been often enough. @return list<float> */
    private function ticks(int $count): array
    {
        $file = "{$this->project->folder}/storage/ticks";
        $deadline = microtime(true) + 30;
        do {
            usleep(20_000);
            $lines = is_file($file) ? file($file, FILE_IGNORE_NEW_LINES) : [];
        } while (count($lines) < $count && microtime(true) < $deadline);
        self::assertGreaterThanOrEqual($count, count($lines));
        foreach ($lines as $number => $line) {
            self::assertStringStartsWith($number + 1 . ' ', $line);
        }
        return array_map(static fn(string $line): float => (float)explode(' ', $line)[1], $lines);
    }
}
