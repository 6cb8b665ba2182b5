<?php
/*
 * A project of a framework in a folder of its own, with the files that a page tells its reader to paste (`elsewhere: FOLDER
 * FILE`). Its commands are child processes. Gone when the script ends that made it.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

abstract class PastedProject
{
    public readonly string $folder;
    private readonly int $owner;
    /** @var array<string, string> of its processes */
    public array $environment;
    /** @var list<string> options of PHP */
    protected array $options = [];

    /**
     * @param string $page such as docs/symfony.md
     * @param string $tests the folder of the tests, such as tests/symfony
     */
    protected function __construct(private readonly string $page, private readonly string $tests)
    {
        $this->owner = (int)getmypid();
        $this->folder = Folder::temporary('netsvr-' . basename($tests));
        $this->environment = ['NETSVR_TEST_ROOT' => dirname(__DIR__, 2)];
    }

    public function use(DevGate ...$gateways): static
    {
        $this->environment['NETSVR_WORKER_ADDRS'] = implode(', ', array_column($gateways, 'workerAddr'));
        $eights = array_filter($gateways, static fn(DevGate $it): bool => $it->taskAddr !== $it->workerAddr);
        if ($eights !== []) {
            $pairs = array_map(static fn(DevGate $it): string => "$it->workerAddr=$it->taskAddr", $eights);
            array_push($this->options, '-d', 'netsvr.gateway=8', '-d', 'netsvr.task_addrs="' . implode(',', $pairs) . '"');
        }
        return $this;
    }

    public function write(string $file, string $code): void
    {
        file_put_contents("$this->folder/$file", $code);
    }

    public function edit(string $file, string $what, string $by): void
    {
        $code = (string)file_get_contents("$this->folder/$file");
        str_contains($code, $what) || throw new RuntimeException("$file has no $what");
        $this->write($file, str_replace($what, $by, $code));
    }

    /** A command as it stands on the page. */
    public function typed(string $name, string ...$more): Program
    {
        return $this->php(...PastedFiles::command($this->page, $this->tests, $name), ...$more);
    }

    public function php(string ...$arguments): Program
    {
        return Program::start($this->folder, [...Program::php(), ...$this->options, ...$arguments], $this->environment);
    }

    protected function paste(): void
    {
        PastedFiles::into($this->folder, $this->page, $this->tests);
    }

    public function __destruct()
    {
        // A child of the test's process has it, too.
        if ($this->owner === getmypid()) {
            Folder::remove($this->folder);
        }
    }
}
