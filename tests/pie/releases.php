<?php
/*
 * The host of a release, as PIE asks it: which files the release has, the files, and the sources. Takes TLS connections
 * on port 443 of loopback, one after the other, until it is ended; each answer leaves a line in the log.
 *
 *     php tests/pie/releases.php FOLDER VERSION       FOLDER has pair.pem, assets/ and sources.zip, and gets requests.log
 */
declare(strict_types=1);

namespace NetsvrTests\Pie;

[, $folder, $version] = $argv;

/** @return array{int, string, string} status, type and content of an answer */
function answerTo(string $path, string $folder, string $version): array
{
    $assets = array_map(basename(...), glob("$folder/assets/*") ?: []);
    $name = basename($path);
    return match (true) {
        // Nothing has been released where there are no files.
        str_ends_with($path, "/releases/tags/$version") && $assets !== [] => [200, 'application/json', json_encode(['assets' => array_map(
            static fn(string $name): array => [
                'name' => $name,
                'url' => "https://api.github.com/repos/netsvr/netsvr/releases/assets/$name",
                'browser_download_url' => "https://github.com/netsvr/netsvr/releases/download/$version/$name",
            ],
            $assets
        )], JSON_THROW_ON_ERROR)],
        in_array($name, $assets, true) => [200, 'application/octet-stream', (string)file_get_contents("$folder/assets/$name")],
        str_contains($path, '/zipball/') => [200, 'application/zip', (string)file_get_contents("$folder/sources.zip")],
        default => [404, 'application/json', '{"message":"Not Found"}'],
    };
}

$server = stream_socket_server('tls://127.0.0.1:443', $errno, $error, STREAM_SERVER_BIND | STREAM_SERVER_LISTEN, stream_context_create([
    'ssl' => ['local_cert' => "$folder/pair.pem"],
]));
if ($server === false) {
    fwrite(STDERR, "no server: $error\n");
    exit(1);
}
touch("$folder/requests.log");
while (true) {
    // A client that does not like the certificate is one less.
    $client = @stream_socket_accept($server, 3600);
    if ($client === false) {
        continue;
    }
    stream_set_timeout($client, 10);
    $path = explode(' ', (string)fgets($client))[1] ?? '';
    while (!in_array(fgets($client), ["\r\n", false], true)) {
    }
    [$status, $type, $content] = answerTo($path, $folder, $version);
    file_put_contents("$folder/requests.log", "$status $path\n", FILE_APPEND);
    fwrite($client, "HTTP/1.1 $status -\r\nContent-Type: $type\r\nContent-Length: " . strlen($content) . "\r\nConnection: close\r\n\r\n$content");
    fclose($client);
}
