<?php
/*
 * The child's side of ChildProcess: whole JSON lines from stdin, answers to stdout, without ever blocking
 * the select loop that the child runs. Knows nothing of what the lines mean.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

final class JsonLines
{
    private string $received = '';

    public function __construct()
    {
        stream_set_blocking(STDIN, false);
    }

    /**
     * The messages that have come in whole since the last call; null once the parent is gone.
     *
     * @return list<array>|null
     */
    public function read(): ?array
    {
        $bytes = fread(STDIN, 1 << 20);
        if (($bytes === '' || $bytes === false) && feof(STDIN)) {
            return null;
        }
        // each byte is looked at once: a message may have many megabytes
        $seen = strlen($this->received);
        $this->received .= (string)$bytes;
        $messages = [];
        while (($end = strpos($this->received, "\n", $seen)) !== false) {
            $messages[] = json_decode(substr($this->received, 0, $end), true, 512, JSON_THROW_ON_ERROR);
            $this->received = substr($this->received, $end + 1);
            $seen = 0;
        }
        return $messages;
    }

    public function answer(array $message): void
    {
        fwrite(STDOUT, json_encode($message, JSON_THROW_ON_ERROR) . "\n");
        fflush(STDOUT);
    }
}
