<?php
/*
 * The project's .env, as netsvr:install reads and writes it: line by line, so that what others have written stays as it is.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Install;

use RuntimeException;

/** @internal */
final class EnvFile
{
    /** @var list<string> lines, without their ends */
    private array $lines;
    private bool $changed = false;

    public function __construct(private readonly string $file)
    {
        $text = is_file($file) ? (string)file_get_contents($file) : '';
        $this->lines = $text === '' ? [] : explode("\n", rtrim(str_replace("\r\n", "\n", $text), "\n"));
    }

    public function isThere(): bool
    {
        return is_file($this->file);
    }

    /** Whether there is a line for it, which may be empty. */
    public function has(string $name): bool
    {
        return $this->find($name) !== null;
    }

    /** The value that a variable has: without quotes, and with the variables in it replaced. '' when it has none. */
    public function value(string $name): string
    {
        $line = $this->find($name);
        return $line === null ? '' : $this->resolve(self::valueIn($this->lines[$line]), [$name]);
    }

    /** Whether a variable has a line, and be it without a value. */
    public function has(string $name): bool
    {
        return $this->find($name) !== null;
    }

    /** Gives a variable a value: in its line, where it has one, or behind the last line. */
    public function set(string $name, string $value): void
    {
        $new = "$name=" . (preg_match('~^[\w.,:/+=@-]*$~D', $value) === 1 ? $value : '"' . addcslashes($value, '"\\') . '"');
        $line = $this->find($name);
        if ($line === null) {
            $this->lines[] = $new;
        } elseif ($this->lines[$line] === $new) {
            return;
        } else {
            $this->lines[$line] = $new;
        }
        $this->changed = true;
    }

    /**
     * Gives variables values. Those without a line get one in front of the first line of one of these names, which may
     * refer to them; else at the end.
     *
     * @param array<string, string> $values
     * @param list<string> $before
     */
    public function insert(array $values, array $before): void
    {
        $there = array_filter($values, $this->has(...), ARRAY_FILTER_USE_KEY);
        array_walk($there, fn(string $value, string $name) => $this->set($name, $value));
        $new = array_diff_key($values, $there);
        if ($new === []) {
            return;
        }
        $places = array_filter(array_map($this->find(...), $before), is_int(...));
        $tail = $places === [] ? [] : array_splice($this->lines, min($places));
        if ($this->lines !== [] && end($this->lines) !== '') {
            $this->lines[] = '';
        }
        array_walk($new, fn(string $value, string $name) => $this->set($name, $value));
        if ($tail !== []) {
            $this->lines = [...$this->lines, '', ...$tail];
        }
    }

    /** @return bool whether anything was to be written */
    public function save(): bool
    {
        if ($this->changed && file_put_contents($this->file, implode("\n", $this->lines) . "\n") === false) {
            throw new RuntimeException("netsvr: cannot write $this->file");
        }
        return $this->changed;
    }

    /** The last line counts, as when it is read. */
    private function find(string $name): ?int
    {
        $found = preg_grep('~^\s*(export\s+)?' . preg_quote($name, '~') . '\s*=~', $this->lines);
        return $found ? array_key_last($found) : null;
    }

    private static function valueIn(string $line): string
    {
        $value = trim(explode('=', $line, 2)[1]);
        if (preg_match('~^"((?:[^"\\\\]|\\\\.)*)"|^\'([^\']*)\'~', $value, $quoted) === 1) {
            return stripslashes($quoted[1]) . ($quoted[2] ?? '');
        }
        return rtrim((string)preg_replace('~(^|\s)#.*$~', '', $value));
    }

    /** @param list<string> $seen */
    private function resolve(string $value, array $seen): string
    {
        return (string)preg_replace_callback('~\$\{(\w+)\}~', function (array $match) use ($seen): string {
            $line = in_array($match[1], $seen, true) ? null : $this->find($match[1]);
            return $line === null ? '' : $this->resolve(self::valueIn($this->lines[$line]), [...$seen, $match[1]]);
        }, $value);
    }
}
