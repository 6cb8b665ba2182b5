<?php
declare(strict_types=1);

use NetsvrBusiness\Laravel\Broadcasting\Roster;
use NetsvrBusiness\Laravel\Work\ProcessName;
use PHPUnit\Framework\TestCase;

/** Whether there was a gap, and who repairs it. Processes a, b and c; times in seconds. */
final class RosterTest extends TestCase
{
    private const GATEWAY = '127.0.0.1:6061';

    private Roster $roster;
    /** @var array<string, bool> what is known of processes */
    private array $lives = [];

    protected function setUp(): void
    {
        $this->roster = Roster::from(null);
    }

    public function testWhereNobodyWasThereWasAGap(): void
    {
        self::assertNull($this->covered('b', 100, 101), 'others may not have said yet that they are there');
        self::assertFalse($this->covered('b', 100, 102.1));
    }

    public function testOneThatIsSeenAfterwardsWasThere(): void
    {
        $this->roster->see(self::GATEWAY, 'a', 50, true, 99.5);
        $this->lives['a'] = true;
        self::assertNull($this->covered('b', 100, 103), 'a may have died in between');
        $this->roster->see(self::GATEWAY, 'a', 50, true, 100.5);
        self::assertTrue($this->covered('b', 100, 101));
    }

    public function testOneThatWasKilledBeforeWasNot(): void
    {
        $this->roster->see(self::GATEWAY, 'a', 50, true, 99.5);
        $this->lives['a'] = false;
        self::assertFalse($this->covered('b', 100, 102.1));
    }

    public function testOneThatIsBusyIsWaitedForAndCountsWhileItLives(): void
    {
        $this->roster->see(self::GATEWAY, 'a', 50, true, 99.5);
        $this->lives['a'] = true;
        self::assertNull($this->covered('b', 100, 109));
        self::assertTrue($this->covered('b', 100, 111));
    }

    public function testOneOfAnotherHostThatGivesNoSignHasDied(): void
    {
        $this->roster->see(self::GATEWAY, 'a', 50, true, 99.5);
        self::assertNull($this->covered('b', 100, 105));
        self::assertFalse($this->covered('b', 100, 110));
    }

    public function testOneThatLeftAfterwardsHasHandedOver(): void
    {
        $this->roster->see(self::GATEWAY, 'a', 50, true, 99.5);
        $this->roster->leave(self::GATEWAY, 'a', 100.02);
        $this->lives['a'] = false;
        self::assertTrue($this->covered('b', 100, 100.5));
        self::assertFalse($this->covered('c', 100.3, 103), 'a had left by then');
    }

    public function testOneThatRegisteredLaterDoesNotCount(): void
    {
        $this->roster->see(self::GATEWAY, 'a', 100.1, true, 101);
        self::assertFalse($this->covered('b', 100, 102.1));
    }

    public function testAnotherGatewayDoesNotCount(): void
    {
        $this->roster->see('127.0.0.1:6062', 'a', 50, true, 101);
        self::assertFalse($this->covered('b', 100, 102.1));
    }

    public function testOneThatDoesNotKnowWhetherThereWasAGapBeforeItCannotVouch(): void
    {
        $this->roster->see(self::GATEWAY, 'a', 99, false, 100.5);
        $this->lives['a'] = true;
        self::assertNull($this->covered('b', 100, 102.5), 'it will know soon');
        $this->lives['a'] = false;
        self::assertFalse($this->covered('b', 100, 102.5), 'it has died before it knew: the gap is left to b');
    }

    public function testOneProcessRepairsAGapAndAnotherOneGoesOnWhereItHasDied(): void
    {
        $this->roster->openGap(self::GATEWAY, 'a', 100.5, 100);
        self::assertSame(0, $this->take('a', 102)['done']);
        self::assertNull($this->take('b', 102));
        $this->roster->progress(self::GATEWAY, 'a', 100, 8, 32);
        $this->roster->progress(self::GATEWAY, 'b', 100, 20, 32);
        $this->lives['a'] = true;
        self::assertNull($this->take('b', 105));
        $this->lives['a'] = false;
        self::assertSame(8, $this->take('b', 105)['done']);
        $this->roster->progress(self::GATEWAY, 'b', 100, 32, 32);
        self::assertNull($this->take('b', 106), 'it is done');
    }

    public function testARepairOnAHostThatHasVanishedIsTakenOver(): void
    {
        $this->roster->openGap(self::GATEWAY, 'a', 100.5, 100);
        self::assertNotNull($this->take('a', 102));
        self::assertNull($this->take('b', 111));
        self::assertNotNull($this->take('b', 112.1));
    }

    public function testAGapDuringARepairStartsItAnew(): void
    {
        $this->roster->openGap(self::GATEWAY, 'a', 100.5, 100);
        $this->take('a', 102);
        $this->roster->progress(self::GATEWAY, 'a', 100, 8, 32);
        $this->roster->openGap(self::GATEWAY, 'b', 105.5, 105);
        $this->roster->progress(self::GATEWAY, 'a', 100, 32, 32);
        $gap = $this->take('b', 106);
        self::assertSame([105, 0], [$gap['before'], $gap['done']]);
    }

    public function testAGapBeginsWhenSomebodyWasThereLast(): void
    {
        $this->roster->see(self::GATEWAY, 'a', 50, true, 80);
        $this->roster->see(self::GATEWAY, 'c', 50, true, 85);
        $this->roster->leave(self::GATEWAY, 'a', 90);
        $this->roster->openGap(self::GATEWAY, 'b', 100.5, 100);
        self::assertSame(90.0, $this->take('b', 101)['from']);
        $this->roster->openGap('127.0.0.1:6062', 'b', 100.5, 100);
        self::assertSame(0.0, $this->roster->takeGap('127.0.0.1:6062', 'b', 101, $this->lives(...))['from']);
    }

    public function testAGapIsShortWhenItMayHaveBegunInTheSecondInWhichItEnded(): void
    {
        $this->roster->openGap(self::GATEWAY, 'b', 100.5, 100);
        self::assertFalse($this->take('b', 101)['short'], 'nobody was ever there');
        $this->roster->see(self::GATEWAY, 'b', 100.5, true, 120);
        $this->roster->openGap(self::GATEWAY, 'c', 125.5, 125);
        self::assertFalse($this->take('c', 126)['short']);
        $this->roster->see(self::GATEWAY, 'c', 125.5, true, 130);
        $this->roster->openGap(self::GATEWAY, 'a', 131.5, 131);
        self::assertTrue($this->take('a', 132)['short']);
    }

    public function testProcessesThatEndedLongAgoAreForgotten(): void
    {
        $this->roster->see(self::GATEWAY, 'a', 50, true, 80);
        $this->roster->see(self::GATEWAY, 'b', 130, true, 139);
        self::assertCount(2, $this->roster->toArray()['members'][self::GATEWAY]);
        $this->roster->see(self::GATEWAY, 'b', 130, true, 141);
        self::assertCount(1, $this->roster->toArray()['members'][self::GATEWAY]);
    }

    public function testAProcessIsKnownByItsNameUntilItEnds(): void
    {
        self::assertTrue(ProcessName::lives(ProcessName::own()));
        $file = tempnam(sys_get_temp_dir(), 'netsvr');
        $code = 'require $argv[1]; echo NetsvrBusiness\Laravel\Work\ProcessName::own(); fgets(STDIN);';
        $source = dirname(__DIR__, 2) . '/php/src/Laravel/Work/ProcessName.php';
        $process = proc_open([PHP_BINARY, '-n', '-r', $code, '--', $source], [['pipe', 'r'], ['file', $file, 'w']], $pipes);
        $deadline = microtime(true) + 20;
        while (($name = (string)file_get_contents($file)) === '' && microtime(true) < $deadline) {
            usleep(5000);
        }
        self::assertTrue(ProcessName::lives($name), $name);
        [$host, $pid, $start] = explode(' ', $name);
        self::assertFalse(ProcessName::lives("$host $pid " . ((int)$start - 1)), 'another process had that pid before');
        self::assertNull(ProcessName::lives("elsewhere $pid $start"));
        fclose($pipes[0]);
        $deadline = microtime(true) + 20;
        while (ProcessName::lives($name) && microtime(true) < $deadline) {
            usleep(5000);
        }
        // Nobody has asked for its end yet: a zombie has ended, too.
        self::assertDirectoryExists("/proc/$pid");
        self::assertFalse(ProcessName::lives($name));
        proc_close($process);
        self::assertFalse(ProcessName::lives($name));
        unlink($file);
    }

    private function covered(string $process, float $since, float $now): ?bool
    {
        return $this->roster->wasCovered(self::GATEWAY, $process, $since, $now, $this->lives(...));
    }

    private function take(string $process, float $now): ?array
    {
        return $this->roster->takeGap(self::GATEWAY, $process, $now, $this->lives(...));
    }

    private function lives(string $process): ?bool
    {
        return $this->lives[$process] ?? null;
    }
}
