<?php
/*
 * Commands out here, waited for, with all that they said. Knows nothing of Debians.
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

use RuntimeException;

final class Commands
{
    /**
     * @param list<string> $command
     * @return array{int, string} its status, and what it said on both outputs
     */
    public static function run(array $command): array
    {
        $process = proc_open($command, [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]], $pipes);
        if (!is_resource($process)) {
            throw new RuntimeException("cannot start $command[0]");
        }
        // In short waits, between which a signal that ends this script is heard.
        for ($said = ''; !feof($pipes[1]); $said .= $more) {
            [$readable, $none, $more] = [[$pipes[1]], null, ''];
            if (@stream_select($readable, $none, $none, 1) > 0) {
                $more = (string)fread($pipes[1], 65536);
            }
        }
        return [proc_close($process), $said];
    }

    /**
     * The same of one that has to end well.
     *
     * @param list<string> $command
     */
    public static function must(array $command): string
    {
        [$status, $said] = self::run($command);
        if ($status !== 0) {
            throw new RuntimeException(implode(' ', $command) . " ended with status $status:\n" . substr($said, -2000));
        }
        return $said;
    }

    public static function signal(string $name, int $pid): void
    {
        self::run(['kill', '-s', $name, (string)$pid]);
    }
}
