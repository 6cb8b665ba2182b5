<?php
/*
 * Lines with Composer, and artisan, in the folder of an application of Laravel: the library comes from this checkout, and of
 * all other packages there are only names, versions and requirements, because no registry can be asked. With
 * `<!-- page: package -->` the application has the PHP package when the page begins.
 *
 * Further words say what has to hold afterwards: +NAME and -NAME for packages that are installed or not, else a file.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet, string ...$words): Done {
    $repository = dirname(__DIR__, 3);
    $application = "$reader->folder/application";
    if (!is_file("$application/composer.json")) {
        exec('cp -r ' . escapeshellarg("$repository/tests/laravel/skeleton") . ' ' . escapeshellarg($application));
        foreach (['bootstrap/cache', 'storage/logs', 'storage/framework/views', 'storage/framework/cache', 'routes'] as $folder) {
            @mkdir("$application/$folder", recursive: true);
        }
        $reader->put('application/.env', 'APP_KEY=base64:' . base64_encode(str_repeat('k', 32)) . "\nBROADCAST_DRIVER=log\n");
        $package = static fn(string $name, string $version, array $requires = []): array => [
            'type' => 'package',
            // Composer writes what is empty as a list, and does not read that again.
            'package' => ['name' => $name, 'version' => $version, 'type' => 'metapackage'] + array_filter(['require' => $requires]),
        ];
        $reader->put('application/composer.json', (string)json_encode([
            'name' => 'a/reader',
            'require' => ['php' => '*'] + ($reader->has('package') ? ['buexplain/netsvr-business-serial' => '^4.0'] : []),
            'repositories' => [
                $package('psr/container', '2.0.2'),
                $package('psr/log', '3.0.2'),
                $package('monolog/monolog', '3.9.0', ['psr/log' => '^3.0']),
                $package('google/protobuf', '3.25.5'),
                $package('buexplain/netsvr-protocol-php', '4.0.0', ['google/protobuf' => '^3.22']),
                $package('buexplain/netsvr-business-serial', '4.0.1', ['buexplain/netsvr-protocol-php' => '^4.0', 'psr/log' => '*', 'psr/container' => '*']),
                ['packagist.org' => false],
            ],
            'config' => ['cache-dir' => "$reader->folder/cache", 'allow-plugins' => false],
        ], JSON_PRETTY_PRINT));
        $reader->environment += [
            'NETSVR_TEST_AUTOLOAD' => "$repository/tests/laravel/autoload.php",
            'COMPOSER_ALLOW_SUPERUSER' => '1', 'COMPOSER_NO_INTERACTION' => '1', 'COMPOSER_HOME' => "$reader->folder/composer",
        ];
        // Composer on the page's PHP, which has the extension.
        $reader->tool('composer', 'exec php ' . escapeshellarg(trim((string)shell_exec('command -v composer'))) . ' "$@"');
        if ($reader->has('package')) {
            $reader->shell('cd application && composer install')->mustEndWell();
        }
    }
    $code = strtr($snippet->code, ['/path/to/this/repository' => $repository]);
    $done = $reader->shell("cd application\n$code")->mustEndWell();
    $lock = json_decode((string)@file_get_contents("$application/composer.lock"), true)['packages'] ?? [];
    $installed = array_column($lock, 'name');
    foreach ($words as $word) {
        $holds = match ($word[0]) {
            '+' => in_array(substr($word, 1), $installed, true),
            '-' => !in_array(substr($word, 1), $installed, true),
            default => file_exists("$application/$word"),
        };
        if (!$holds) {
            throw new Failure("afterwards $word does not hold; installed are " . implode(', ', $installed) . ":\n$done->output$done->errors");
        }
    }
    return $done;
};
