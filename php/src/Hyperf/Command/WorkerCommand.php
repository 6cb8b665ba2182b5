<?php
/*
 * What business:start, business:stop and business:status share: the process that has been started.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf\Command;

use Psr\Container\ContainerInterface;
use Symfony\Component\Console\Command\Command;

abstract class WorkerCommand extends Command
{
    public function __construct(protected ContainerInterface $container)
    {
        parent::__construct();
    }

    protected function pidFile(): string
    {
        return BASE_PATH . '/runtime/business.pid';
    }

    /** The process that business:start runs in; 0 when there is none. */
    protected function pid(): int
    {
        clearstatcache();
        $pid = (int)@file_get_contents($this->pidFile());
        if ($pid > 0 && posix_kill($pid, 0) && self::isBusiness($pid)) {
            return $pid;
        }
        @unlink($this->pidFile());
        return 0;
    }

    /** Not another process that has the number now: in a container the numbers are the same after each start. */
    private static function isBusiness(int $pid): bool
    {
        $command = @file_get_contents("/proc/$pid/cmdline");
        return $pid !== getmypid() && (!is_string($command) || str_contains($command, 'business:start'));
    }
}
