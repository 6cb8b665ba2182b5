<?php
/*
 * Runs the recipes of examples/recipes as they stand, with gateways of both generations, and breaks what they stand on:
 *
 *     NETSVR_SO=… NETSVR_DEVGATE=… php -n tests/recipes/run.php [--only NAME]... [--gateway 5|8]
 *
 * Each other file here whose name is a sentence is a scene: a function that is given a Kitchen and runs cases in it. NAME is
 * such a name, or a part of it. A scene that needs Redis starts one on a port of its own. Exit status 0: no case failed.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use Throwable;

require __DIR__ . '/../support/autoload.php';
spl_autoload_register(static function (string $class): void {
    $file = __DIR__ . '/' . substr($class, strlen(__NAMESPACE__) + 1) . '.php';
    if (str_starts_with($class, __NAMESPACE__ . '\\') && is_file($file)) {
        require $file;
    }
});
error_reporting(E_ALL);
set_error_handler(static fn(int $level, string $text, string $file, int $line) => (error_reporting() & $level) === 0
    ? false : throw new \ErrorException($text, 0, $level, $file, $line));
pcntl_async_signals(true);

/** Seconds that one scene may take. */
const LONGEST = 120;

if (!is_file((string)getenv('NETSVR_SO'))) {
    fwrite(STDERR, "NETSVR_SO does not name the extension\n");
    exit(2);
}
$options = getopt('', ['only:', 'gateway:']);
$wanted = (array)($options['only'] ?? []);
// A scene that hangs ends everything: what it has started goes with it.
pcntl_signal(SIGALRM, static function (): never {
    echo 'FAIL the scene has not ended within ', LONGEST, " s\n";
    echo "0 passed, 1 failed\n";
    exit(1);
});

[$passed, $failed, $skipped] = [0, 0, 0];
foreach ((array)($options['gateway'] ?? ['5', '8']) as $generation) {
    putenv("NETSVR_TEST_GATEWAY=$generation");
    foreach (glob(__DIR__ . '/*-*.php') ?: [] as $file) {
        $name = basename($file, '.php');
        if ($wanted !== [] && array_filter($wanted, static fn(string $part): bool => str_contains($name, $part)) === []) {
            continue;
        }
        echo "-- gateway $generation: $name\n";
        pcntl_alarm(LONGEST);
        $start = microtime(true);
        $kitchen = new Kitchen((int)$generation);
        try {
            (require $file)($kitchen);
        } catch (Throwable $thrown) {
            $kitchen->broke($name, $thrown);
        }
        $kitchen->end();
        printf("   %.1f s\n", microtime(true) - $start);
        $passed += $kitchen->passed;
        $failed += $kitchen->failed;
        $skipped += $kitchen->skipped;
    }
}
pcntl_alarm(0);
echo "$passed passed, $failed failed", $skipped === 0 ? '' : ", $skipped skipped", "\n";
exit($failed === 0 && $passed > 0 ? 0 : 1);
