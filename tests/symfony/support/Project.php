<?php
/*
 * A Symfony project in a folder of its own, with the files that the page tells its reader to paste (`elsewhere: tests/symfony FILE`). Its commands are child
 * processes. Gone when this script ends.
 */
declare(strict_types=1);

namespace NetsvrTests\Symfony;

use FilesystemIterator;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\PastedFiles;
use NetsvrTests\Support\Program;
use NetsvrTests\Support\RedisServer;
use RecursiveDirectoryIterator;
use RecursiveIteratorIterator;
use RuntimeException;

final class Project
{
    public readonly string $folder;
    private readonly int $owner;
    /** @var array<string, string> of its processes */
    public array $environment;
    /** @var list<string> options of PHP */
    private array $options = [];

    public function __construct(private readonly string $page = 'docs/symfony.md')
    {
        $this->owner = (int)getmypid();
        $this->folder = sys_get_temp_dir() . '/netsvr-symfony-' . bin2hex(random_bytes(6));
        $skeleton = dirname(__DIR__) . '/skeleton';
        foreach (self::filesIn($skeleton) as $file) {
            $copy = $this->folder . substr($file, strlen($skeleton));
            is_dir(dirname($copy)) || mkdir(dirname($copy), 0700, true);
            copy($file, $copy);
        }
        PastedFiles::into($this->folder, $page, 'tests/symfony');
        if (!$this->hasMonologBundle()) {
            $this->remove('config/packages/monolog.yaml');
        }
        $this->environment = [
            'NETSVR_TEST_ROOT' => dirname(__DIR__, 3),
            'SYMFONY_DIR' => (string)getenv('SYMFONY_DIR'),
            'MESSENGER_TRANSPORT_DSN' => 'sync://',
            'MESSENGER_FAILED_DSN' => 'in-memory://',
            'SHELL_VERBOSITY' => '2',
        ];
    }

    public function use(DevGate ...$gateways): self
    {
        $this->environment['NETSVR_WORKER_ADDRS'] = implode(', ', array_column($gateways, 'workerAddr'));
        foreach ($gateways as $gateway) {
            if ($gateway->taskAddr !== $gateway->workerAddr) {
                $pairs[] = "$gateway->workerAddr=$gateway->taskAddr";
                $this->options = ['-d', 'netsvr.gateway=8', '-d', 'netsvr.task_addrs="' . implode(',', $pairs) . '"'];
            }
        }
        return $this;
    }

    public function hasMonologBundle(): bool
    {
        return is_dir(getenv('SYMFONY_DIR') . '/vendor/symfony/monolog-bundle');
    }

    /** Messenger's queue is in this Redis. */
    public function queue(RedisServer $redis): self
    {
        foreach (['MESSENGER_TRANSPORT_DSN' => 'async', 'MESSENGER_FAILED_DSN' => 'failed'] as $name => $stream) {
            $this->environment[$name] = "redis://$redis->socket?stream=$stream&delete_after_ack=true";
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

    public function remove(string ...$files): void
    {
        foreach ($files as $file) {
            unlink("$this->folder/$file");
        }
    }

    /** The tests of the project itself. */
    public function phpunit(): Program
    {
        $this->environment = ['APP_ENV' => 'test', 'KERNEL_CLASS' => 'App\\Kernel'] + $this->environment;
        return $this->php((string)getenv('NETSVR_TEST_PHPUNIT'), '--bootstrap', 'tests/bootstrap.php', 'tests');
    }

    public function console(string ...$arguments): Program
    {
        return $this->php('bin/console', ...$arguments);
    }

    /** A command as it stands on the page. */
    public function typed(string $name, string ...$more): Program
    {
        return $this->php(...PastedFiles::command($this->page, 'tests/symfony', $name), ...$more);
    }

    public function php(string ...$arguments): Program
    {
        return Program::start($this->folder, [...Program::php(), ...$this->options, ...$arguments], $this->environment);
    }

    /** @return list<string> */
    private static function filesIn(string $folder): array
    {
        $entries = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS));
        return array_map(strval(...), array_keys(iterator_to_array($entries)));
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
