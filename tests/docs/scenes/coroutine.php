<?php
/*
 * The snippet runs in coroutines of the host that the word behind the mark names. For revolt: on the real sources of
 * revolt/event-loop that REVOLT_DIR names, else on the stand-in. For swoole and swow: on the extension that SWOOLE_SO or
 * SWOW_SO names; without it, PHP only reads the snippet. For workerman: on the sources that WORKERMAN5_DIR names, else on
 * the stand-in. As the prelude asks the gateway, it stands outside of all coroutines.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet, string $host): ?Done {
    $root = dirname(__DIR__, 3);
    $load = match ($host) {
        'revolt' => 'NetsvrTests\Support\Revolt::load();',
        'workerman' => 'NetsvrTests\Support\Host::Workerman5->load();',
        'swoole', 'swow' => '',
    };
    if ($load !== '') {
        // Fragments have the prelude in front of them, which this is a part of.
        $reader->put('vendor/autoload.php', "<?php\nrequire_once " . var_export("$root/tests/docs/library.php", true) . ";\n$load\n");
        return $reader->php($snippet->code)->mustBeFine();
    }
    $so = (string)getenv(strtoupper($host) . '_SO');
    if ($so === '') {
        $reader->put('snippet.php', "<?php\n$snippet->code");
        $reader->run(['php', '-l', 'snippet.php'])->mustBeFine();
        return null;
    }
    $reader->tool('php', 'PHP=' . escapeshellarg((string)getenv('NETSVR_DOCS_PHP')) . ' exec '
        . escapeshellarg("$root/tests/support/laravel-php.sh") . ' -d extension=' . escapeshellarg($so)
        . ' -d error_reporting=-1 -d display_errors=stderr -d log_errors=0 "$@"');
    return $reader->php($snippet->code)->mustBeFine();
};
