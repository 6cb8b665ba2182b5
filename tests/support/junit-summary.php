<?php
/*
 * Says what a JUnit report of PHPUnit says, in one line that tools/counted.sh reads; names skipped tests before. Behind
 * the file may stand what else was skipped, and why.
 */
declare(strict_types=1);

$report = is_file($argv[1]) && filesize($argv[1]) > 0 ? simplexml_load_file($argv[1]) : false;
if ($report === false) {
    echo "PHPUnit wrote no report\n0 passed, 1 failed\n";
    exit;
}
$passed = $failed = $skipped = 0;
foreach ($report->xpath('//testcase') as $case) {
    if (isset($case->skipped)) {
        $skipped++;
        echo "SKIP {$case['class']}::{$case['name']}\n";
    } elseif (isset($case->failure) || isset($case->error) || isset($case->warning)) {
        $failed++;
    } else {
        $passed++;
    }
}
foreach (array_slice($argv, 2) as $reason) {
    $skipped++;
    echo "SKIP $reason\n";
}
echo "$passed passed, $failed failed", $skipped > 0 ? ", $skipped skipped" : '', "\n";
