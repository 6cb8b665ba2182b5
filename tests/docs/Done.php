<?php
declare(strict_types=1);

namespace NetsvrTests\Docs;

/** A program that has ended, or that was ended for taking too long. */
final class Done
{
    public function __construct(
        public readonly int $status,
        public readonly string $output,
        public readonly string $errors,
    ) {
    }

    /** @throws Failure unless it ended with 0 and PHP had nothing to complain about */
    public function mustBeFine(): self
    {
        $this->mustEndWell();
        if (preg_match('~^(?:PHP )?(?:Warning|Notice|Deprecated|Fatal error|Parse error): .*~m', "$this->output\n$this->errors", $said)) {
            throw new Failure("PHP says: $said[0]");
        }
        return $this;
    }

    /** @throws Failure unless it ended with 0 */
    public function mustEndWell(): self
    {
        return $this->status === 0 ? $this : throw new Failure("ended with status $this->status:\n$this->output$this->errors");
    }

    /** @throws Failure unless its output has this text */
    public function mustSay(string $text): self
    {
        if (!str_contains($this->output, $text)) {
            throw new Failure('does not say "' . trim($text) . "\":\n$this->output$this->errors");
        }
        return $this;
    }
}
