<?php
/*
 * A Hyperf project in a folder of its own, with the files that the page tells its reader to paste (`elsewhere: tests/hyperf FILE`). Its commands are child
 * processes: of the application that HYPERF_DIR names, with the extension Swoole (SWOOLE_SO, by default the installed one),
 * or of the stand-in. Gone when this script ends.
 */
declare(strict_types=1);

namespace NetsvrTests\Hyperf;

use FilesystemIterator;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\PastedFiles;
use NetsvrTests\Support\Program;
use RecursiveDirectoryIterator;
use RecursiveIteratorIterator;
use RuntimeException;

final class Project
{
    public readonly string $folder;
    private readonly int $owner;
    private readonly string $hyperf;
    /** @var array<string, string> of its processes */
    public array $environment;
    /** @var list<string> options of PHP */
    private array $options = [];

    public function __construct(private readonly string $page = 'docs/hyperf.md')
    {
        $this->owner = (int)getmypid();
        $this->hyperf = (string)getenv('HYPERF_DIR');
        $this->folder = sys_get_temp_dir() . '/netsvr-hyperf-' . bin2hex(random_bytes(6));
        $skeleton = dirname(__DIR__) . '/skeleton';
        foreach (['bin/hyperf.php', 'config/config.php', 'config/autoload/annotations.php', 'config/autoload/logger.php', 'composer.json'] as $file) {
            is_dir(dirname("$this->folder/$file")) || mkdir(dirname("$this->folder/$file"), 0700, true);
            copy("$skeleton/$file", "$this->folder/$file");
        }
        if (!$this->isReal()) {
            copy(dirname(__DIR__) . '/stand-in/hyperf.php', "$this->folder/bin/hyperf.php");
        } else {
            is_file("$this->hyperf/vendor/autoload.php") && is_file("$this->hyperf/composer.lock")
                || throw new RuntimeException("HYPERF_DIR=$this->hyperf is no installed application of Hyperf: run composer install there");
            // Where Hyperf finds what its packages bring with them.
            copy("$this->hyperf/composer.lock", "$this->folder/composer.lock");
            $this->options = ['-d', 'extension=' . (getenv('SWOOLE_SO') ?: 'swoole'), '-d', 'swoole.use_shortname=Off'];
        }
        PastedFiles::into($this->folder, $page, 'tests/hyperf');
        $this->environment = ['NETSVR_TEST_ROOT' => dirname(__DIR__, 3), 'HYPERF_DIR' => $this->hyperf, 'COLUMNS' => '500'];
    }

    public function isReal(): bool
    {
        return $this->hyperf !== '';
    }

    public function use(DevGate ...$gateways): self
    {
        $this->environment['NETSVR_WORKER_ADDRS'] = implode(', ', array_column($gateways, 'workerAddr'));
        $eights = array_filter($gateways, static fn(DevGate $it): bool => $it->taskAddr !== $it->workerAddr);
        if ($eights !== []) {
            $pairs = array_map(static fn(DevGate $it): string => "$it->workerAddr=$it->taskAddr", $eights);
            array_push($this->options, '-d', 'netsvr.gateway=8', '-d', 'netsvr.task_addrs="' . implode(',', $pairs) . '"');
        }
        return $this;
    }

    public function command(string ...$arguments): Program
    {
        return $this->php('bin/hyperf.php', ...$arguments);
    }

    /** A command as it stands on the page. */
    public function typed(string $name): Program
    {
        return $this->php(...PastedFiles::command($this->page, 'tests/hyperf', $name));
    }

    private function php(string ...$arguments): Program
    {
        return Program::start($this->folder, [...Program::php(), ...$this->options, ...$arguments], $this->environment);
    }

    public function edit(string $file, string $what, string $by): void
    {
        $code = (string)file_get_contents("$this->folder/$file");
        str_contains($code, $what) || throw new RuntimeException("$file has no $what");
        file_put_contents("$this->folder/$file", str_replace($what, $by, $code));
    }

    public function __destruct()
    {
        if ($this->owner !== getmypid()) {
            return;
        }
        $entries = new RecursiveDirectoryIterator($this->folder, FilesystemIterator::SKIP_DOTS);
        foreach (new RecursiveIteratorIterator($entries, RecursiveIteratorIterator::CHILD_FIRST) as $entry) {
            $entry->isDir() && !$entry->isLink() ? rmdir((string)$entry) : unlink((string)$entry);
        }
        rmdir($this->folder);
    }
}
