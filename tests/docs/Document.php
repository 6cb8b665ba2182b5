<?php
/*
 * A document in Markdown: its snippets, what they say of the page as a whole, its headings and its links.
 *
 * A mark is an HTML comment on a line of its own above a fence: `<!-- name -->` or `<!-- name: more -->`. Several may
 * stand above each other. `<!-- page: … -->` anywhere in the document is for all of it.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

use RuntimeException;

final class Document
{
    /** Of snippets. Whoever writes another one is told, so that none goes unseen. */
    public const MARKS = ['file', 'background', 'output', 'scene', 'continues', 'elsewhere', 'not run', 'fails'];
    /** Languages of which a fence says that it is no snippet. */
    private const PROSE = ['', 'text', 'log', 'console', 'diff', 'mermaid'];

    /** @var list<Snippet> */
    public readonly array $snippets;
    /** @var list<string> words of `<!-- page: … -->` */
    public readonly array $words;
    /** @var array<string, true> anchors of the headings */
    public readonly array $anchors;
    /** @var array<int, string> line => where a link of that line leads; [line * 100 + n] for several */
    public readonly array $links;

    public function __construct(public readonly string $page, string $text)
    {
        $snippets = $anchors = $links = $words = $marks = [];
        $fence = null;
        $before = ['', ''];
        foreach (explode("\n", $text) as $index => $line) {
            if ($fence !== null) {
                if (preg_match("~^\\s*{$fence['ticks']}\\s*$~", $line)) {
                    $snippet = $this->snippet($fence);
                    if ($snippet !== null) {
                        $snippets[] = $snippet;
                    }
                    $fence = null;
                } else {
                    $fence['code'][] = str_starts_with($line, $fence['indent']) ? substr($line, strlen($fence['indent'])) : ltrim($line);
                }
            } elseif (preg_match('~^(\s*)(`{3,})\s*([\w+-]*)\s*$~', $line, $matches)) {
                $fence = [
                    'indent' => $matches[1], 'ticks' => $matches[2], 'language' => strtolower($matches[3]),
                    'line' => $index + 2, 'code' => [], 'marks' => $marks,
                ];
                $marks = [];
            } elseif (preg_match('~^\s*<!--\s*([a-z ]+?)(?::\s*(.*?))?\s*-->\s*$~', $line, $matches)) {
                if ($matches[1] === 'page') {
                    $words = preg_split('~\s+~', $matches[2] ?? '') ?: [];
                } elseif (in_array($matches[1], self::MARKS, true)) {
                    $marks[$matches[1]] = $matches[2] ?? '';
                } else {
                    throw new RuntimeException("$page:" . ($index + 1) . ": there is no mark \"$matches[1]\"");
                }
            } else {
                if (trim($line) !== '') {
                    if ($marks !== []) {
                        throw new RuntimeException("$page:" . ($index + 1) . ': a mark has to stand right above its fence');
                    }
                }
                if (preg_match('~^ {4}\S~', $line) && $before[1] === '' && !preg_match('~^\s*(?:[-*+]|\d+\.)\s|^\s{2,}\S~', $before[0])) {
                    throw new RuntimeException("$page:" . ($index + 1) . ': code that is indented is not seen: put it between fences');
                }
                if (preg_match('~^#{1,6}\s+(.*?)\s*#*$~', $line, $matches)) {
                    $anchors[self::unique(self::anchor($matches[1]), $anchors)] = true;
                }
                if (preg_match_all('~<a (?:name|id)="([^"]+)"~', $line, $named)) {
                    $anchors += array_fill_keys($named[1], true);
                }
                $plain = preg_replace('~`[^`]*`~', '', $line);
                preg_match_all('~\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)|<(?:img|source|a)\s[^>]*(?:src|srcset|href)="([^"]+)"~', (string)$plain, $found, PREG_SET_ORDER);
                foreach ($found as $number => $link) {
                    $links[($index + 1) * 100 + $number] = $link[2] ?? $link[1];
                }
                // The last line with something on it, and the one right before this one.
                $before = [trim($line) === '' ? $before[0] : $line, $line];
            }
        }
        if ($fence !== null) {
            throw new RuntimeException("$page:{$fence['line']}: the fence has no end");
        }
        [$this->snippets, $this->anchors, $this->links, $this->words] = [$snippets, $anchors, $links, $words];
    }

    /** @param array<string, mixed> $fence */
    private function snippet(array $fence): ?Snippet
    {
        if (in_array($fence['language'], self::PROSE, true) && !isset($fence['marks']['output'])) {
            if ($fence['marks'] !== []) {
                throw new RuntimeException("$this->page:{$fence['line']}: a mark above a block without a language");
            }
            return null;
        }
        $code = implode("\n", $fence['code']) . "\n";
        return new Snippet($this->page, $fence['line'], $fence['language'], $code, $fence['marks']);
    }

    /** As GitHub makes it of a heading. */
    public static function anchor(string $heading): string
    {
        $text = (string)preg_replace(['~\[([^\]]*)\]\([^)]*\)~', '~<[^>]+>~', '~[`*]~'], ['$1', '', ''], $heading);
        $text = (string)preg_replace('~[^\p{L}\p{M}\p{N}\p{Pc} -]~u', '', mb_strtolower(trim($text)));
        return str_replace(' ', '-', $text);
    }

    /** @param array<string, true> $anchors */
    private static function unique(string $anchor, array $anchors): string
    {
        for ($number = 0, $unique = $anchor; isset($anchors[$unique]); $unique = "$anchor-$number") {
            $number++;
        }
        return $unique;
    }
}
