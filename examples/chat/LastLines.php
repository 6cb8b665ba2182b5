<?php
/*
 * The last 50 lines of each room, in a file a room. A browser could keep what it has seen itself; but who comes new
 * wants to know what the talk is about, too. So the server keeps the lines, for all processes on this machine.
 *
 * With PHP on several machines put them into Redis or a database. Direct messages are not kept here: a name belongs to
 * whoever takes it first, so the next one would read them. The page keeps these, in its own tab.
 */
declare(strict_types=1);

final class LastLines
{
    /** Whoever enters a room sees so many. */
    private const SHOWN = 50;
    /** Whoever was away for a moment gets what was said meanwhile, and a line that is sent again is known: up to these. */
    private const KEPT = 200;

    public function __construct(private readonly string $folder)
    {
        if (!is_dir($folder) && !@mkdir($folder, 0700, true) && !is_dir($folder)) {
            throw new RuntimeException("The folder $folder cannot be made: set CHAT_FOLDER to one that can be written.");
        }
    }

    /**
     * Adds a line, and gives it as it is kept: `id` grows from line to line, `before` is the id of the line before.
     * A line that was added already, with the same mark, is not added again.
     *
     * @return array{id: int, before: int, at: int, name: string, text: string, mark: string}
     */
    public function add(string $room, string $name, string $text, string $mark): array
    {
        // One process at a time. The lock is gone when the file is closed, or the process killed.
        $lock = @fopen("$this->folder/lock", 'c') ?: throw $this->cannotWrite();
        flock($lock, LOCK_EX);
        try {
            $lines = $this->read($room);
            foreach ($lines as $line) {
                if ($mark !== '' && [$line['mark'], $line['name']] === [$mark, $name]) {
                    return $line;
                }
            }
            $before = end($lines)['id'] ?? 0;
            // Milliseconds: ids go on growing even if somebody empties the folder.
            $id = max($before + 1, (int)(microtime(true) * 1000));
            $line = compact('id', 'before') + ['at' => time()] + compact('name', 'text', 'mark');
            $this->write($room, array_slice([...$lines, $line], -self::KEPT));
            return $line;
        } finally {
            fclose($lock);
        }
    }

    /** The lines with greater ids, in their order; the last lines if that is 0. */
    public function after(string $room, int $id): array
    {
        $lines = $this->read($room);
        return $id === 0
            ? array_slice($lines, -self::SHOWN)
            : array_values(array_filter($lines, static fn(array $line): bool => $line['id'] > $id));
    }

    private function read(string $room): array
    {
        $json = @file_get_contents($this->file($room));
        $lines = $json === false ? [] : json_decode($json, true);
        if (is_array($lines)) {
            return $lines;
        }
        // A machine without power may leave half a file. The room goes on; the next line takes the place of that.
        copy($this->file($room), $this->file($room) . '.broken');
        error_log("The last lines of a room cannot be read. What is left of them: {$this->file($room)}.broken");
        return [];
    }

    private function write(string $room, array $lines): void
    {
        // Whoever reads meanwhile finds the old file or the new one, and never half of it.
        $json = json_encode($lines, JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
        $new = $this->file($room) . '.new';
        if (@file_put_contents($new, $json) !== strlen($json) || !rename($new, $this->file($room))) {
            throw $this->cannotWrite();
        }
    }

    private function cannotWrite(): RuntimeException
    {
        return new RuntimeException("$this->folder cannot be written: is the disk full, or the folder somebody else's?");
    }

    private function file(string $room): string
    {
        return "$this->folder/" . hash('sha256', $room) . '.json'; // a name may hold any character, / too
    }
}
