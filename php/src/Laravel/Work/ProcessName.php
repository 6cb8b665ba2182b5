<?php
/*
 * What a process is called among those of all hosts, and whether another one of this host still lives.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

/** @internal */
final class ProcessName
{
    /** host, pid, and the time of its start, because pids are given again; random where the system does not tell. */
    public static function own(): string
    {
        $pid = (int)getmypid();
        return implode(' ', [self::host(), $pid, self::start($pid) ?? bin2hex(random_bytes(8))]);
    }

    /** @return bool|null null: it is one of another host, or the system does not tell */
    public static function lives(string $name): ?bool
    {
        [$host, $pid, $start] = explode(' ', $name) + ['', '', ''];
        return $host === self::host() && self::start((int)getmypid()) !== null
            ? self::start((int)$pid) === $start
            : null;
    }

    /** Containers may have the name of their host; their pids are others. */
    private static function host(): string
    {
        return str_replace(' ', '-', gethostname() . '/' . @readlink('/proc/self/ns/pid'));
    }

    /** Clock ticks from the start of the system; null: there is no such process, or it has ended. */
    private static function start(int $pid): ?string
    {
        $stat = (string)@file_get_contents("/proc/$pid/stat");
        // The name in parentheses may have any characters.
        $fields = explode(' ', trim(substr($stat, (int)strrpos($stat, ')') + 1)));
        return in_array($fields[0], ['', 'Z', 'X'], true) ? null : $fields[19] ?? null;
    }
}
