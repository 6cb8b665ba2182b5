<?php
/*
 * Lines with Composer on the way from the PHP package to the extension, and back. Each begins in an application of its own
 * that requires what the first word says, and has to lead to what the second one says:
 *
 *   package   buexplain/netsvr-business-serial
 *   library   netsvr/netsvr-php, from this checkout
 *   none      neither of them
 *
 * Of the packages only the names are there, because no registry can be asked.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet, string $from, string $to): Done {
    $root = dirname(__DIR__, 3);
    $package = static fn(string $name, string $version, array $needs = []): array => ['type' => 'package', 'package' => [
        'name' => $name, 'version' => $version, 'type' => 'metapackage', ...$needs === [] ? [] : ['require' => $needs],
    ]];
    $serial = 'buexplain/netsvr-business-serial';
    $required = match ($from) {
        'package' => [$serial => '^4.0'],
        'library' => ['netsvr/netsvr-php' => '@dev', 'psr/log' => '^3.0', 'psr/container' => '^2.0'],
        'none' => ['psr/log' => '^3.0'],
    };
    $folder = 'application-' . bin2hex(random_bytes(4));
    $reader->put("$folder/composer.json", (string)json_encode([
        'name' => 'a/reader',
        'require' => $required,
        'repositories' => [
            $package('psr/log', '3.0.2'),
            $package('psr/container', '2.0.2'),
            $package('google/protobuf', '3.25.5'),
            $package('buexplain/netsvr-protocol-php', '4.0.0', ['google/protobuf' => '^3.22']),
            $package($serial, '4.0.1', ['psr/log' => '*', 'psr/container' => '*', 'buexplain/netsvr-protocol-php' => '^4.0']),
            ['type' => 'path', 'url' => "$root/php"],
            ['packagist.org' => false],
        ],
        'config' => ['cache-dir' => "$reader->folder/cache", 'allow-plugins' => false],
    ]));
    // Composer on the page's PHP, which has the extension.
    $reader->tool('composer', 'exec php ' . escapeshellarg(trim((string)shell_exec('command -v composer'))) . ' "$@"');
    $reader->environment = ['COMPOSER_ALLOW_SUPERUSER' => '1', 'COMPOSER_NO_INTERACTION' => '1', 'COMPOSER_HOME' => "$reader->folder/composer"]
        + $reader->environment;
    $before = $reader->shell("cd $folder\ncomposer install --quiet");
    if ($before->status !== 0) {
        throw new Failure("the application itself cannot be installed:\n$before->output$before->errors");
    }
    $code = strtr($snippet->code, ['/path/to/this/repository' => $root]);
    $done = $reader->shell("cd $folder\n$code");
    if ($done->status !== 0) {
        throw new Failure("$done->output$done->errors");
    }
    $installed = json_decode((string)file_get_contents("$reader->folder/$folder/vendor/composer/installed.json"), true);
    $names = array_column($installed['packages'], 'name');
    $is = match (true) {
        in_array($serial, $names, true) => 'package',
        in_array('netsvr/netsvr-php', $names, true) => 'library',
        default => 'none',
    };
    if ($is !== $to || !in_array('psr/log', $names, true) && $from !== 'package') {
        throw new Failure("afterwards the application has " . implode(', ', $names) . ", which is $is and not $to:\n$done->errors");
    }
    return $done;
};
