<?php
declare(strict_types=1);

use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\Daemon;
use NetsvrTests\Support\Program;

/** With processes that take long to start, and write down what becomes of them. */
final class SupervisorTest extends LaravelTestCase
{
    /** Longer than netsvr.reload_grace_ms, for which a process that stops waits for another one. */
    private const START_MS = 900;

    private string $notes;
    private Daemon $daemon;

    protected function setUp(): void
    {
        parent::setUp();
        $this->notes = "{$this->project->folder}/notes";
        touch($this->notes);
    }

    protected function tearDown(): void
    {
        $this->daemon->stop();
        parent::tearDown();
    }

    public function testAProcessIsAskedToEndOnlyWhenTheNewOneBeforeItIsAtWork(): void
    {
        $this->start();
        posix_kill($this->daemon->pid(), SIGHUP);
        $this->waitFor('at work', 6);
        $this->waitFor('asked', 3);
        $what = array_map(static fn(string $line): string => explode(' ', $line, 2)[1], $this->lines());
        self::assertSame(
            ['asked', 'at work', 'asked', 'at work', 'asked', 'at work'],
            array_slice($what, 3),
            implode("\n", $this->lines())
        );
    }

    public function testAProcessThatCannotStartAnyMoreKeepsTheOthersFromBeingReplaced(): void
    {
        $this->start();
        touch("{$this->project->folder}/broken");
        posix_kill($this->daemon->pid(), SIGHUP);
        $this->waitFor('broken', 2);
        self::assertSame(1, $this->times('asked'));
        unlink("{$this->project->folder}/broken");
        $this->waitFor('asked', 3);
        $this->waitFor('at work', 6);
    }

    /** Three processes under a supervisor, all at work. */
    private function start(): void
    {
        $library = dirname(__DIR__, 2) . '/php/src/Support/Supervisor.php';
        $script = "{$this->project->folder}/supervised.php";
        file_put_contents($script, strtr(<<<'PHP'
            <?php
            require LIBRARY;
            use NetsvrBusiness\Support\Supervisor;
            $note = static fn(string $what) => file_put_contents(NOTES, getmypid() . " $what\n", FILE_APPEND);
            if (($argv[1] ?? '') === 'master') {
                (new Supervisor(3, [...Supervisor::php(), __FILE__], static fn(string $line) => null))->run();
                exit;
            }
            if (is_file(__DIR__ . '/broken')) {
                $note('broken');
                exit(1);
            }
            pcntl_async_signals(true);
            pcntl_signal(SIGTERM, static function () use ($note): void {
                $note('asked');
                exit;
            });
            usleep(MILLISECONDS * 1000);
            $note('at work');
            Supervisor::ready();
            while (true) {
                sleep(1);
            }
            PHP, [
            'LIBRARY' => var_export($library, true),
            'NOTES' => var_export($this->notes, true),
            'MILLISECONDS' => (string)self::START_MS,
        ]));
        $php = Program::php();
        $this->daemon = new Daemon(
            [...$php, $script, 'master'],
            "{$this->project->folder}/output",
            fn(): bool => $this->times('at work') === 3
        );
    }

    private function waitFor(string $what, int $times): void
    {
        $deadline = microtime(true) + 20;
        while ($this->times($what) < $times) {
            self::assertLessThan($deadline, microtime(true), "not $times times $what: " . implode("\n", $this->lines()));
            usleep(10_000);
        }
    }

    private function times(string $what): int
    {
        return count(preg_grep('/ ' . preg_quote($what, '/') . '$/D', $this->lines()));
    }

    /** @return list<string> */
    private function lines(): array
    {
        return file($this->notes, FILE_IGNORE_NEW_LINES);
    }
}
