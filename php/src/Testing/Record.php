<?php
/*
 * What was sent, and which of it an assertion has found.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use LogicException;

/** @internal */
final class Record
{
    /** Frames that a failure shows. */
    private const SHOWN = 20;

    /** @var list<SentFrame> */
    private array $frames = [];
    /** @var list<SentFrame> what was to go to gateways that failed */
    private array $lost = [];
    /** @var array<int, true> by the id of the frame */
    private array $found = [];

    public function __construct(private readonly bool $keeps)
    {
    }

    public function keep(SentFrame $frame): void
    {
        $this->frames[] = $frame;
    }

    public function keepLost(SentFrame $frame): void
    {
        $this->lost[] = $frame;
    }

    public function forget(): void
    {
        [$this->frames, $this->lost, $this->found] = [[], [], []];
    }

    /**
     * @return list<SentFrame>
     * @throws LogicException when nothing is kept
     */
    public function frames(): array
    {
        $this->require();
        return $this->frames;
    }

    /**
     * @return list<SentFrame>
     * @throws LogicException when nothing is kept
     */
    public function lost(): array
    {
        $this->require();
        return $this->lost;
    }

    /** @param Closure(SentFrame): bool $filter @return list<SentFrame> those are found now */
    public function find(Closure $filter): array
    {
        $frames = array_values(array_filter($this->frames(), $filter));
        array_map($this->mark(...), $frames);
        return $frames;
    }

    /** @param Closure(Push): bool $filter @return list<Push> their frames are found now */
    public function findPushes(Closure $filter): array
    {
        $pushes = [];
        foreach ($this->frames() as $frame) {
            foreach (array_filter(Push::in($frame), $filter) as $push) {
                $this->mark($frame);
                $pushes[] = $push;
            }
        }
        return $pushes;
    }

    /** @return list<SentFrame> one-way commands that no assertion has found */
    public function unfound(): array
    {
        return array_values(array_filter(
            $this->frames(),
            fn(SentFrame $frame): bool => !$frame->isQuery() && !isset($this->found[spl_object_id($frame)])
        ));
    }

    /** @throws LogicException when nothing is kept */
    public function require(): void
    {
        $this->keeps || throw new LogicException(
            'This fake was started with record: false: it keeps nothing that could be looked at.'
        );
    }

    /** The end of the text of a failure. */
    public function summary(): string
    {
        $lines = array_map(static fn(SentFrame $frame): string => "  $frame", array_slice($this->frames, -self::SHOWN));
        if ($lines === []) {
            return ' Nothing was sent at all.';
        }
        $more = count($this->frames) - count($lines);
        return ($more > 0 ? "\nSent, after $more others:\n" : "\nSent:\n") . implode("\n", $lines) . "\n";
    }

    private function mark(SentFrame $frame): void
    {
        $this->found[spl_object_id($frame)] = true;
    }
}
