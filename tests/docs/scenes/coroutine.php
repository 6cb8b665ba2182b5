<?php
/*
 * The snippet runs in coroutines of the host that the word behind the mark names. For revolt: on the real sources of
 * revolt/event-loop that REVOLT_DIR names, else on the stand-in. For workerman: on the sources that WORKERMAN5_DIR names,
 * else on the stand-in. For swoole and swow: on the extension that SWOOLE_SO or SWOW_SO names; without it, PHP only reads
 * the snippet. swoole-server is a whole program on port 8000, which has to answer many requests at the same time.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet, string $host): ?Done {
    $root = dirname(__DIR__, 3);
    $load = match ($host) {
        'revolt' => 'NetsvrTests\Support\Revolt::load();',
        'workerman' => 'NetsvrTests\Support\Host::Workerman5->load();',
        'swoole', 'swoole-server', 'swow' => '',
    };
    if ($load !== '') {
        // Fragments have the prelude in front of them, which this is a part of.
        $reader->put('vendor/autoload.php', "<?php\nrequire_once " . var_export("$root/tests/docs/library.php", true) . ";\n$load\n");
        return $reader->php($snippet->code)->mustBeFine();
    }
    $so = (string)getenv(strtoupper(strtok($host, '-')) . '_SO');
    if ($so === '') {
        $reader->put('snippet.php', (str_starts_with($snippet->code, '<?php') ? '' : "<?php\n") . $snippet->code);
        $reader->run(['php', '-l', 'snippet.php'])->mustBeFine();
        return null;
    }
    $reader->tool('php', 'PHP=' . escapeshellarg((string)getenv('NETSVR_DOCS_PHP')) . ' exec '
        . escapeshellarg("$root/tests/support/laravel-php.sh") . ' -d extension=' . escapeshellarg($so)
        . ' -d error_reporting=-1 -d display_errors=stderr -d log_errors=0 "$@"');
    if ($host !== 'swoole-server') {
        return $reader->php($snippet->code)->mustBeFine();
    }
    $reader->background($snippet);
    $requests = [];
    for ($i = 0; $i < 50; $i++) {
        $requests[] = $request = stream_socket_client('tcp://127.0.0.1:8000', timeout: 5);
        stream_set_timeout($request, 10);
        fwrite($request, "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");
    }
    $answers = array_map(static fn($request): string => (string)strrchr((string)stream_get_contents($request), "\n"), $requests);
    if (array_count_values($answers) !== ["\n" . '[{"workerAddr":"127.0.0.1:6061","count":0}]' => 50]) {
        throw new Failure('the answers are not what the gateway says: ' . json_encode(array_count_values($answers)));
    }
    return null;
};
