--TEST--
Where the extension is missing and the stubs have been loaded instead, each call says so
--FILE--
<?php
$without = <<<'PHP'
    $stubs = [];
    $folder = new RecursiveDirectoryIterator($argv[1], FilesystemIterator::SKIP_DOTS);
    foreach (new RegexIterator(new RecursiveIteratorIterator($folder), '~\.php$~') as $file) {
        $stubs[strtr(substr($file, strlen($argv[1]) + 1, -4), '/', '\\')] = (string)$file;
    }
    // Psr and Workerman: whatever the stubs extend and do not hold
    spl_autoload_register(static function (string $name) use ($stubs): void {
        if (isset($stubs[$name])) {
            require_once $stubs[$name];
        } elseif (preg_match('~^(.+)\\\\(\w+Interface)$~', $name, $found)) {
            eval("namespace $found[1]; interface $found[2] {}");
        }
    });
    array_walk($stubs, static fn(string $file) => require_once $file);
    $bodies = 0;
    foreach ($stubs as $file) {
        $functions = preg_split('~^\s*(?:[a-z]+ )*function ~m', file_get_contents($file));
        foreach (array_slice($functions, 1) as $function) {
            [$signature, $rest] = explode("\n", $function, 2);
            $bodies++;
            str_ends_with($signature, ';')
                || preg_match('~^\s*{\s*throw new \\\\Error\(\'the netsvr extension is not loaded\'\);\s*}~', $rest)
                || print "$file: $signature\n";
        }
    }
    echo count($stubs) > 80 && $bodies > 300 ? "all throw" : count($stubs) . " files, $bodies bodies", "\n";
    $calls = [
        fn() => new ("$argv[2]\Transfer")(),
        fn() => NetsvrBusiness\NetBus::broadcast('data'),
        fn() => "$argv[2]\Cmd"::name(1),
        fn() => NetsvrBusiness\milliSleep(1),
    ];
    foreach ($calls as $call) {
        try {
            $call();
            echo "it has run\n";
        } catch (Error $error) {
            echo $error->getMessage(), "\n";
        }
    }
    PHP;
// -n: no php.ini, so that an installed extension is not loaded either
foreach (['v4' => 'Netsvr', 'v8' => 'NetsvrProtocol'] as $api => $messages) {
    echo "$api\n";
    $stubs = realpath(__DIR__ . "/../../../php-stubs/$api");
    $command = [PHP_BINARY, '-n', '-d', 'error_reporting=-1', '-r', $without, '--', $stubs, $messages];
    passthru(implode(' ', array_map(escapeshellarg(...), $command)) . ' 2>&1');
}
--EXPECT--
v4
all throw
the netsvr extension is not loaded
the netsvr extension is not loaded
the netsvr extension is not loaded
the netsvr extension is not loaded
v8
all throw
the netsvr extension is not loaded
the netsvr extension is not loaded
the netsvr extension is not loaded
the netsvr extension is not loaded
