<?php
/*
 * A task socket written wholly in PHP, as users may write them: records what it is asked to do, and gives the
 * answer that a test put into it.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Closure;
use NetsvrBusiness\Contract\TaskSocketInterface;

final class RecordingTaskSocket implements TaskSocketInterface
{
    /** @var list<string> names of the methods called, but for the getters */
    public array $calls = [];
    /** @var list<string> what send() was given: command and body, without the length */
    public array $sent = [];
    /** What receive() returns: command and body. */
    public string|false $answer = false;
    /** Run by send() before it returns. */
    public ?Closure $onSend = null;
    /** Run by receive() before it returns. */
    public ?Closure $onReceive = null;

    public function __construct(private string $workerAddr)
    {
    }

    public function send(string $data): bool
    {
        $this->calls[] = 'send';
        $this->sent[] = $data;
        if ($this->onSend !== null) {
            ($this->onSend)();
        }
        return true;
    }

    public function receive(): string|false
    {
        $this->calls[] = 'receive';
        if ($this->onReceive !== null) {
            ($this->onReceive)();
        }
        return $this->answer;
    }

    public function connect(): bool
    {
        $this->calls[] = 'connect';
        return true;
    }

    public function close(): void
    {
        $this->calls[] = 'close';
    }

    public function getSocket()
    {
        return null;
    }

    public function getWorkerAddr(): string
    {
        return $this->workerAddr;
    }

    public function isConnected(): bool
    {
        return true;
    }
}
