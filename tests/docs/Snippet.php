<?php
/*
 * A fenced block of a document that has a language, with what the marks above it say of it.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

final class Snippet
{
    /**
     * @param string $page the document, seen from the root of the repository
     * @param int $line of its first line of code
     * @param array<string, string> $marks name => what stands behind its colon
     */
    public function __construct(
        public readonly string $page,
        public readonly int $line,
        public readonly string $language,
        public readonly string $code,
        public readonly array $marks,
    ) {
    }

    public function is(string $mark): bool
    {
        return isset($this->marks[$mark]);
    }

    /** What stands behind the mark's colon; empty without one. */
    public function of(string $mark): string
    {
        return $this->marks[$mark] ?? '';
    }

    /** The way to it, with its first words. */
    public function title(): string
    {
        $words = $this->is('file') ? $this->of('file') : trim((string)preg_replace('~\s+~', ' ', substr($this->code, 0, 90)));
        return "$this->page:$this->line ($this->language) " . mb_strimwidth($words, 0, 60, '…');
    }
}
