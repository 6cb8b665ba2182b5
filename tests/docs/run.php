<?php
/*
 * Does what the documents say: every snippet of every page is run, or held against the parser of its language, in the
 * order of the page, in a folder of its own. Links and anchors lead somewhere, and a page and its Chinese twin say the
 * same. Started by run.sh, which gives it a network of its own, so that addresses are what they are on the page.
 *
 *   run.php [PAGE]...     only these pages, seen from the root of the repository
 *   run.php --list        shows each snippet and what becomes of it
 *
 * What cannot be run says why on the page (`<!-- not run: … -->`). Their number stands in not-run.txt and may not grow.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

use Throwable;

require dirname(__DIR__) . '/support/autoload.php';
\NetsvrTests\Support\loadClasses([__NAMESPACE__ . '\\' => __DIR__ . '/']);
error_reporting(E_ALL);

$root = dirname(__DIR__, 2);
$isList = in_array('--list', $argv, true);
$wanted = array_values(array_filter(array_slice($argv, 1), static fn(string $word): bool => $word[0] !== '-'));

/** @var array<string, Document> $documents */
$documents = [];
foreach (explode("\n", trim((string)shell_exec('cd ' . escapeshellarg($root) . ' && git ls-files --cached --others --exclude-standard -- "*.md"'))) as $page) {
    // What changed is history: it names what is no longer there.
    if (!str_starts_with(basename($page), 'CHANGELOG.') && is_file("$root/$page")) {
        $documents[$page] = new Document($page, (string)file_get_contents("$root/$page"));
    }
}
if (count($documents) < 10) {
    fwrite(STDERR, "no documents: is this a checkout with git?\n");
    exit(2);
}

[$passed, $failed, $notRun] = [0, 0, []];
$tell = static function (string $title, ?string $problem) use (&$passed, &$failed): void {
    if ($problem === null) {
        $passed++;
        return;
    }
    $failed++;
    echo "FAIL $title\n     ", str_replace("\n", "\n     ", rtrim($problem)), "\n";
};

foreach ($documents as $page => $document) {
    if ($wanted !== [] && !in_array($page, $wanted, true)) {
        continue;
    }
    $start = microtime(true);
    $before = $failed;
    $reader = new Reader($root, $document->words);
    try {
        $run = new Page($root, $reader, $document);
        foreach ($document->snippets as $number => $snippet) {
            if ($isList) {
                echo $snippet->title(), "\n     ", json_encode($snippet->marks, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE), "\n";
                continue;
            }
            if ($snippet->is('not run')) {
                $notRun[$snippet->title()] = $snippet->of('not run');
            }
            try {
                $run->take($number);
                $tell($snippet->title(), null);
            } catch (Throwable $problem) {
                $tell($snippet->title(), $problem instanceof Failure ? $problem->getMessage() : (string)$problem);
            }
        }
    } finally {
        $reader->leave();
    }
    $count = count($document->snippets);
    printf("%s %s: %d snippets, %.1f s\n", $failed === $before ? 'ok  ' : 'FAIL', $page, $count, microtime(true) - $start);
}
if ($isList) {
    exit(0);
}

if ($wanted === []) {
    foreach ((require __DIR__ . '/selftest.php')($root) as $title => $problem) {
        $tell($title, $problem);
    }
    $broken = Links::broken($root, $documents);
    $tell('links and anchors', $broken === [] ? null : implode("\n", $broken));
    foreach ($documents as $page => $document) {
        $twin = $documents[preg_replace('~\.md$~', '.zh-CN.md', $page)] ?? null;
        if ($twin !== null && !str_ends_with($page, '.zh-CN.md')) {
            $differences = Twins::differences($document, $twin);
            $tell("$page and its twin", $differences === [] ? null : implode("\n", $differences));
        }
    }
    foreach ($notRun as $title => $reason) {
        echo "not run: $title: $reason\n";
        $tell($title, strlen($reason) > 10 ? null : 'not run, without a reason that a reader accepts');
    }
    $allowed = (int)trim((string)file_get_contents(__DIR__ . '/not-run.txt'));
    $count = count($notRun);
    echo "$count snippets are not run; not-run.txt allows $allowed\n";
    $tell('not-run.txt', match (true) {
        $count > $allowed => "$count snippets are not run, $allowed may be: run the new ones",
        $count < $allowed => "only $count snippets are not run: write that number into tests/docs/not-run.txt",
        default => null,
    });
}
echo "$passed passed, $failed failed\n";
exit($failed === 0 && $passed > 0 ? 0 : 1);
