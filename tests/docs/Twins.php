<?php
/*
 * A page and its Chinese twin say the same: as many snippets, of the same languages with the same marks, and code that is
 * equal but for comments and for texts of which one is Chinese.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

final class Twins
{
    /** @return list<string> what differs */
    public static function differences(Document $english, Document $chinese): array
    {
        $found = [];
        if (count($english->snippets) !== count($chinese->snippets)) {
            $found[] = "$chinese->page has " . count($chinese->snippets) . " snippets, $english->page " . count($english->snippets);
        }
        foreach ($english->snippets as $number => $theirs) {
            $ours = $chinese->snippets[$number] ?? null;
            if ($ours === null) {
                break;
            }
            if ($theirs->language !== $ours->language || array_keys($theirs->marks) !== array_keys($ours->marks)) {
                $found[] = "{$ours->title()} and {$theirs->title()} differ in language or marks";
                break;
            }
            if (!$theirs->is('output') && self::words($theirs) !== self::words($ours)) {
                $found[] = "{$ours->title()} and {$theirs->title()} differ in their code: " . self::first($theirs, $ours);
            }
        }
        return $found;
    }

    private static function first(Snippet $one, Snippet $other): string
    {
        [$left, $right] = [self::words($one), self::words($other)];
        foreach ($left as $number => $word) {
            if (($right[$number] ?? '') !== $word) {
                return "\"$word\" here, \"" . ($right[$number] ?? '') . '" there';
            }
        }
        return '"' . ($right[count($left)] ?? '') . '" more';
    }

    /** @return list<string> the code without comments; of texts in quotes only that there is one, and what is no prose in it */
    private static function words(Snippet $snippet): array
    {
        $comment = match ($snippet->language) {
            'php' => '//[^\n]*|/\*.*?\*/|(?<![\w\'"&])\#(?!\[)[^\n]*',
            'js', 'javascript', 'json' => '(?<!:)//[^\n]*|/\*.*?\*/',
            'ini' => '(?:^|(?<=\s))[;#][^\n]*',
            'html', 'xml', 'blade' => '<!--.*?-->|(?<!:)//[^\n]*',
            default => '(?:^|(?<=\s))\#[^\n]*',
        };
        $code = (string)preg_replace("~$comment~ms", '', $snippet->code);
        // Prose differs from language to language. It is what is Chinese, has words with blanks between them, or is a sentence.
        $code = (string)preg_replace_callback(
            '~([\'"`])((?:(?!\1)[^\\\\\n]|\\\\.)*)\1~u',
            static fn(array $text): string => preg_match('~\p{Han}|[A-Za-z,.!?] [A-Za-z$]|^[A-Z][a-z]+[.!?]$~u', $text[2]) ? '"…"' : $text[0],
            $code
        );
        $code = (string)preg_replace('~(?<=>)[^<>{}]*(?:\p{Han}|[A-Za-z,.] [A-Za-z]|[A-Za-z]{3,}[.!?]?)[^<>{}]*(?=</)~u', '…', $code);
        return preg_split('~\s+~', trim($code)) ?: [];
    }
}
