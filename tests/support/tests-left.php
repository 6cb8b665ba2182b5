<?php
/*
 * Which phpt tests are run where some are left out: php tests-left.php REASONS LIST [file or folder]…
 *
 * Writes those in the files and folders to LIST, one a line, but for the ones that the file REASONS names. It prints these,
 * with the reason, as skipped. A line of REASONS is the path of a test or folder below tests/phpt, a colon and a reason; one
 * that fits nothing ends this with status 2.
 */
declare(strict_types=1);

$root = dirname(__DIR__) . '/phpt';
$reasons = [];
foreach (file($argv[1], FILE_IGNORE_NEW_LINES | FILE_SKIP_EMPTY_LINES) as $line) {
    if ($line[0] === '#') {
        continue;
    }
    [$path, $reason] = explode(': ', $line, 2) + [1 => ''];
    if ($reason === '' || !file_exists("$root/$path")) {
        fwrite(STDERR, "$argv[1]: no test, or no reason: $line\n");
        exit(2);
    }
    $reasons[(string)realpath("$root/$path")] = $reason;
}
$tests = [];
foreach (array_filter(array_slice($argv, 3), file_exists(...)) as $given) {
    $given = (string)realpath($given);
    if (is_file($given)) {
        $tests[] = $given;
        continue;
    }
    foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($given, FilesystemIterator::SKIP_DOTS)) as $file) {
        $file->getExtension() === 'phpt' && $tests[] = (string)$file;
    }
}
sort($tests);
$left = [];
$skipped = 0;
foreach ($tests as $test) {
    $reason = $reasons[$test] ?? $reasons[dirname($test)] ?? null;
    if ($reason === null) {
        $left[] = $test;
        continue;
    }
    $skipped++;
    echo 'SKIP ', substr($test, strlen($root) + 1), ": $reason\n";
}
file_put_contents($argv[2], implode("\n", $left));
echo "0 passed, 0 failed, $skipped skipped\n";
