--TEST--
Each folder of stubs is a package that Composer takes for development; its autoloader loads none of them
--SKIPIF--
<?php
if (trim((string)shell_exec('command -v composer')) === '') {
    die('skip no composer');
}
?>
--FILE--
<?php
$root = realpath(__DIR__ . '/../../..');
foreach (['v4', 'v8', 'zh-CN/v4', 'zh-CN/v8'] as $folder) {
    $project = sys_get_temp_dir() . '/netsvr-stubs-' . bin2hex(random_bytes(6));
    mkdir($project);
    // a package that is not here is not looked for elsewhere
    file_put_contents("$project/composer.json", json_encode([
        'repositories' => [['packagist.org' => false], ['type' => 'path', 'url' => "$root/php-stubs/$folder"]],
    ]));
    $composer = 'COMPOSER_DISABLE_NETWORK=1 COMPOSER_ALLOW_SUPERUSER=1 COMPOSER_HOME=' . escapeshellarg("$project/home")
        . ' timeout 60 composer --no-interaction --working-dir=' . escapeshellarg($project);
    exec("$composer require --dev netsvr/netsvr-stubs:@dev 2>&1", $said, $status);
    $installed = realpath("$project/vendor/netsvr/netsvr-stubs") === "$root/php-stubs/$folder";
    echo "$folder: ", $status === 0 && $installed ? 'installed' : implode("\n", $said), "\n";

    // -n: no php.ini, so that the extension is not loaded either
    $code = 'require $argv[1]; var_dump(class_exists("NetsvrBusiness\NetBus"));';
    passthru(implode(' ', array_map(escapeshellarg(...), [PHP_BINARY, '-n', '-r', $code, '--', "$project/vendor/autoload.php"])) . ' 2>&1');
    exec('rm -rf ' . escapeshellarg($project));
}
?>
--EXPECT--
v4: installed
bool(false)
v8: installed
bool(false)
zh-CN/v4: installed
bool(false)
zh-CN/v8: installed
bool(false)
