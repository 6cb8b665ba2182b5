<?php
/*
 * A Symfony project with the files of its page (`elsewhere: tests/symfony FILE`), on the Symfony of Debian, or on the application
 * that SYMFONY_DIR names.
 */
declare(strict_types=1);

namespace NetsvrTests\Symfony;

use NetsvrTests\Support\Folder;
use NetsvrTests\Support\PastedProject;
use NetsvrTests\Support\Program;
use NetsvrTests\Support\RedisServer;

final class Project extends PastedProject
{
    public function __construct(string $page = 'docs/symfony.md')
    {
        parent::__construct($page, 'tests/symfony');
        Folder::copy(dirname(__DIR__) . '/skeleton', $this->folder);
        $this->paste();
        if (!$this->hasMonologBundle()) {
            $this->remove('config/packages/monolog.yaml');
        }
        $this->environment += [
            'SYMFONY_DIR' => (string)getenv('SYMFONY_DIR'),
            'MESSENGER_TRANSPORT_DSN' => 'sync://',
            'MESSENGER_FAILED_DSN' => 'in-memory://',
            'SHELL_VERBOSITY' => '2',
        ];
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
}
