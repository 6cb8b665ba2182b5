<?php
/*
 * Makes docs/api-reference.md and docs/api-reference.zh-CN.md (reference-page.php says of what):
 *
 *     php -n -d extension=… -d netsvr.functions=1 tools/reference.php            writes both pages
 *     php -n -d extension=… -d netsvr.functions=1 tools/reference.php --check    compares, one test for each page
 *
 * A class or method that stands nowhere, or twice, and an example of something that is not there end the script with
 * status 2. Status 1: --check found a difference.
 */
declare(strict_types=1);

namespace NetsvrTools;

use NetsvrTests\Conformance\Api;

require __DIR__ . '/../tests/support/autoload.php';
require __DIR__ . '/reference-page.php';
error_reporting(E_ALL);
\NetsvrTests\Support\requirePsr();

if (!extension_loaded('netsvr') || Api::current()->is8()) {
    fail('the extension netsvr is to be loaded, with netsvr.api=4: php -n -d extension=/path/to/libnetsvr.so …');
}
[$passed, $failed] = [0, 0];
foreach (LANGUAGES as $language) {
    $name = 'docs/api-reference' . ($language === '' ? '' : ".$language") . '.md';
    $page = (new Reference(Api::current(), $language))->page();
    if (!in_array('--check', $argv, true)) {
        file_put_contents(ROOT . "/$name", $page);
        printf("%s: %d lines\n", $name, substr_count($page, "\n"));
    } elseif (@file_get_contents(ROOT . "/$name") === $page) {
        $passed++;
    } else {
        $failed++;
        echo "FAIL $name: differs from the extension and its texts; make reference writes it anew\n";
    }
}
if (in_array('--check', $argv, true)) {
    echo "$passed passed, $failed failed\n";
    exit($failed === 0 ? 0 : 1);
}
