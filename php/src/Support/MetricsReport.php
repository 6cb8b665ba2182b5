<?php
/*
 * What `netsvr:metrics` prints, in the console of any framework: the figures of the processes that run. A
 * command is a process of its own, which no master of theirs has forked: it knows their figures through a file only.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use NetsvrBusiness\Stats;
use Symfony\Component\Console\Output\OutputInterface;

/** @internal */
final class MetricsReport
{
    public const DESCRIPTION = 'Print the figures of all processes that share netsvr.shared, as OpenMetrics text';

    /** Without such a file. */
    private const NOT_SHARED = 'netsvr: this command shares no memory with the running processes, so it does not know'
        . ' their figures: netsvr.shared is "%s" and names no file. Name one in the php.ini of both'
        . ' (netsvr.shared = /dev/shm/netsvr), and restart the processes.';

    private const NOBODY = 'netsvr: no process that shares %s has used a gateway yet. They have to name the same file,'
        . ' and to run as the same user as this command (%s).';

    /** @return int the exit status: 0 when the figures are those of the processes that share a file, 1 otherwise */
    public static function print(OutputInterface|ReportOutput $output): int
    {
        $output = SymfonyOutput::of($output);
        $shared = trim((string)ini_get('netsvr.shared'));
        if (!str_starts_with($shared, '/')) {
            $output->aside(sprintf(self::NOT_SHARED, $shared));
            return 1;
        }
        if (Stats::pool() === []) {
            $user = function_exists('posix_geteuid') ? posix_getpwuid(posix_geteuid())['name'] ?? null : null;
            $output->aside(sprintf(self::NOBODY, $shared, $user ?? get_current_user()));
        }
        $output->line(rtrim(Stats::openMetrics(), "\n"));
        return 0;
    }
}
