<?php
/*
 * Links of documents: the file is there, and the heading in it. Other hosts are not asked; their addresses have to be
 * addresses.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

final class Links
{
    /**
     * @param array<string, Document> $documents by page
     * @return list<string> what leads nowhere
     */
    public static function broken(string $root, array $documents): array
    {
        $found = [];
        foreach ($documents as $document) {
            foreach ($document->links as $line => $link) {
                $problem = self::problem($root, $documents, $document, $link);
                if ($problem !== null) {
                    $found[] = "$document->page:" . intdiv($line, 100) . ": $link: $problem";
                }
            }
        }
        return $found;
    }

    /** @param array<string, Document> $documents */
    private static function problem(string $root, array $documents, Document $document, string $link): ?string
    {
        if (preg_match('~^[a-z][a-z0-9+.-]*:~i', $link)) {
            return preg_match('~^(?:https?://[^\s/]+\.[^\s]+|mailto:\S+@\S+|wss?://\S+|http://(?:127\.0\.0\.1|localhost)\S*)$~', $link) ? null : 'no address';
        }
        [$path, $anchor] = [...explode('#', $link, 2), ''];
        $page = $path === '' ? $document->page : self::normal(dirname($document->page) . '/' . $path);
        if ($page === null || !file_exists("$root/$page")) {
            return 'there is no such file';
        }
        if ($anchor === '') {
            return null;
        }
        if (!isset($documents[$page])) {
            return preg_match('~^L\d+~', $anchor) ? null : 'only documents have anchors';
        }
        return isset($documents[$page]->anchors[rawurldecode($anchor)]) ? null : "$page has no such heading";
    }

    private static function normal(string $path): ?string
    {
        $parts = [];
        foreach (explode('/', $path) as $part) {
            if ($part === '..') {
                if (array_pop($parts) === null) {
                    return null;
                }
            } elseif ($part !== '.' && $part !== '') {
                $parts[] = $part;
            }
        }
        return implode('/', $parts);
    }
}
