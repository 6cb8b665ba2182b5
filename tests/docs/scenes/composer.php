<?php
/*
 * Lines with Composer, and artisan, in the folder of an application of Laravel: the library comes from this checkout, and of the packages that it
 * needs only the names, because no registry can be asked. Further words are what has to be there afterwards.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet, string ...$files): Done {
    $names = ['psr/container' => '2.0.2', 'psr/log' => '3.0.2', 'monolog/monolog' => '3.9.0'];
    $packages = array_map(
        static fn(string $name, string $version): array => ['type' => 'package', 'package' => ['name' => $name, 'version' => $version, 'type' => 'metapackage']],
        array_keys($names),
        array_values($names)
    );
    if (!is_file("$reader->folder/application/composer.json")) {
        // An application of Laravel, which has artisan.
        exec('cp -r ' . escapeshellarg(dirname(__DIR__, 2) . '/laravel/skeleton') . ' ' . escapeshellarg("$reader->folder/application"));
        foreach (['bootstrap/cache', 'storage/logs', 'storage/framework/views', 'storage/framework/cache', 'routes'] as $folder) {
            @mkdir("$reader->folder/application/$folder", recursive: true);
        }
        $reader->put('application/.env', "APP_KEY=base64:" . base64_encode(str_repeat('k', 32)) . "\nBROADCAST_DRIVER=log\n");
        $reader->put('application/composer.json', (string)json_encode([
            'name' => 'a/reader', 'require' => new \stdClass(),
            'repositories' => [...$packages, ['packagist.org' => false]],
            'config' => ['cache-dir' => "$reader->folder/cache", 'allow-plugins' => false],
        ]));
    }
    // Composer on the page's PHP, which has the extension.
    $reader->tool('composer', 'exec php ' . escapeshellarg(trim((string)shell_exec('command -v composer'))) . ' "$@"');
    $code = strtr($snippet->code, ['/path/to/this/repository' => dirname(__DIR__, 3)]);
    $reader->environment += ['NETSVR_TEST_AUTOLOAD' => dirname(__DIR__, 2) . '/laravel/autoload.php',
        'COMPOSER_ALLOW_SUPERUSER' => '1', 'COMPOSER_NO_INTERACTION' => '1', 'COMPOSER_HOME' => "$reader->folder/composer"];
    $done = $reader->shell("cd application\n$code");
    if ($done->status !== 0) {
        throw new Failure("$done->output$done->errors");
    }
    foreach ($files ?: ['vendor/netsvr/netsvr-php/composer.json'] as $file) {
        if (!file_exists("$reader->folder/application/$file")) {
            throw new Failure("afterwards there is no $file:\n$done->output$done->errors");
        }
    }
    return $done;
};
