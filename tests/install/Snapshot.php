<?php
/*
 * What is in the folder of a Debian, to compare before with after: every name, and what is in the files of /etc, /usr and /opt.
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

use FilesystemIterator;
use RecursiveCallbackFilterIterator;
use RecursiveDirectoryIterator;
use RecursiveIteratorIterator;
use SplFileInfo;

final class Snapshot
{
    /** What changes with every command of apt, dpkg, phpenmod or ucf, whatever is installed: logs, caches, and the copies before the last change. */
    private const OF_THE_TOOLS = '~^/(proc|dev|sys|run|tmp|root|var/log|var/cache|var/lib/apt|var/lib/dpkg/(lock|status|available|triggers|info/format)'
        . '|var/lib/php/modules/[^/]+/[^/]+/(en|dis)abled_by_maint$|var/lib/ucf/[a-z]+(\.\d+)?$|etc/resolv\.conf|etc/ld\.so\.cache|etc/apt)~';

    /** @param array<string, string> $entries */
    private function __construct(private string $folder, private array $entries)
    {
    }

    public static function of(string $folder): self
    {
        $entries = [];
        $all = new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS);
        $kept = new RecursiveCallbackFilterIterator(
            $all,
            static fn(SplFileInfo $file): bool => !preg_match(self::OF_THE_TOOLS, substr($file->getPathname(), strlen($folder)))
        );
        foreach (new RecursiveIteratorIterator($kept, RecursiveIteratorIterator::SELF_FIRST) as $file) {
            $name = substr($file->getPathname(), strlen($folder));
            $entries[$name] = match (true) {
                $file->isLink() => 'link to ' . $file->getLinkTarget(),
                $file->isDir() => 'folder',
                default => sprintf('file of %d bytes, %s', $file->getSize(), preg_match('~^/(etc|usr|opt)/~', $name) ? md5_file($file->getPathname()) : '-'),
            };
        }
        ksort($entries);
        return new self($folder, $entries);
    }

    /** @return list<string> what is otherwise in the later one */
    public function differences(self $later): array
    {
        $differences = [];
        foreach ($this->entries + $later->entries as $name => $_) {
            [$before, $after] = [$this->entries[$name] ?? 'nothing', $later->entries[$name] ?? 'nothing'];
            if ($before !== $after) {
                $differences[] = "$name: $before before, $after after";
            }
        }
        return $differences;
    }

    /** @return list<string> files whose name or content names netsvr, but for logs and the tools' copies before the last change */
    public function traces(): array
    {
        $names = array_values(array_filter(array_keys($this->entries), static fn(string $name): bool => str_contains($name, 'netsvr')));
        foreach (['etc', 'var/lib/dpkg/status', 'var/lib/dpkg/triggers', 'var/lib/ucf/hashfile', 'var/lib/ucf/registry', 'var/lib/php'] as $place) {
            if (file_exists("$this->folder/$place")) {
                [, $found] = Commands::run(['grep', '-rl', 'netsvr', "$this->folder/$place"]);
                array_push($names, ...array_filter(explode("\n", $found)));
            }
        }
        return $names;
    }
}
