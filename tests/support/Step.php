<?php
/*
 * What a FakeGateway does, in words: built by tests, sent to the child as JSON, carried out there. Immutable.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

final class Step implements \JsonSerializable
{
    private function __construct(private array $spec)
    {
    }

    /** Answers with one frame; by default of the command that was received. */
    public static function answer(string $body = '', ?int $cmd = null): self
    {
        return new self(['send' => 'frame', 'bytes' => base64_encode($body), 'cmd' => $cmd]);
    }

    /** Sends these bytes as they are. */
    public static function raw(string $bytes): self
    {
        return new self(['send' => 'raw', 'bytes' => base64_encode($bytes)]);
    }

    /** Takes the frame and says nothing. */
    public static function silence(): self
    {
        return new self([]);
    }

    public static function close(): self
    {
        return self::silence()->thenClose();
    }

    /** Ends the connection by RST instead of FIN. */
    public static function reset(): self
    {
        return self::silence()->thenReset();
    }

    /** Leaves the connection open and never reads from it again. */
    public static function stopReading(): self
    {
        return self::silence()->thenStopReading();
    }

    /** Does the step as soon as the connection is accepted; takes no frame's turn. */
    public static function atConnect(self $step): self
    {
        return $step->with(['when' => 'connect']);
    }

    /** Does the step once that many bytes were read from the connection, whole frame or not; takes no turn. */
    public static function afterBytes(int $bytes, self $step): self
    {
        return $step->with(['when' => 'bytes', 'bytes_read' => $bytes]);
    }

    /** Does the step at the first frame of that command; those of others before it are taken, and nothing is said. */
    public static function atCommand(int $cmd, self $step): self
    {
        return $step->with(['at_command' => $cmd]);
    }

    public function delayed(int $milliseconds): self
    {
        return $this->with(['delay' => $milliseconds]);
    }

    /** Sends only the first bytes, header counted. */
    public function truncated(int $bytes): self
    {
        return $this->with(['truncate' => $bytes]);
    }

    /** Sends byte by byte. */
    public function dribbled(int $pauseMilliseconds = 0): self
    {
        return $this->with(['dribble' => $pauseMilliseconds]);
    }

    /** Writes another length into the frame's header. */
    public function claimingLength(int $length): self
    {
        return $this->with(['length' => $length]);
    }

    public function twice(): self
    {
        return $this->with(['times' => 2]);
    }

    public function thenClose(): self
    {
        return $this->with(['then' => 'close']);
    }

    public function thenReset(): self
    {
        return $this->with(['then' => 'reset']);
    }

    public function thenStopReading(): self
    {
        return $this->with(['then' => 'stop']);
    }

    public function jsonSerialize(): object
    {
        return (object)$this->spec;
    }

    private function with(array $more): self
    {
        return new self($more + $this->spec);
    }
}
