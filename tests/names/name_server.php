<?php
/*
 * The process behind Resolver: DNS over UDP, as much of it as asks for IPv4 addresses. Names that begin with `now.` are
 * answered at once, whatever the mode. Ends when its stdin does.
 */
declare(strict_types=1);

$server = null;
$names = [];
$asked = [];
[$mode, $delay] = ['answer', 0];
/** @var list<array{float, string, string}> when to send what to whom */
$later = [];
$lines = '';
stream_set_blocking(STDIN, false);

/** @return array{string, int, string} name, type, and the question as it stands in the packet */
function question(string $packet): array
{
    $labels = [];
    $at = 12;
    while (($length = ord($packet[$at] ?? "\0")) > 0) {
        $labels[] = substr($packet, $at + 1, $length);
        $at += 1 + $length;
    }
    ['type' => $type] = unpack('ntype', $packet, $at + 1);
    return [strtolower(implode('.', $labels)), $type, substr($packet, 12, $at + 5 - 12)];
}

/** @param list<string>|null $ips null: there is no such name */
function answer(string $packet, string $question, ?array $ips, bool $fails): string
{
    $code = $fails ? 2 : ($ips === null ? 3 : 0);
    $records = array_map(
        static fn(string $ip): string => pack('nnnNn', 0xC00C, 1, 1, 0, 4) . inet_pton($ip),
        $fails ? [] : ($ips ?? [])
    );
    return substr($packet, 0, 2) . pack('nnnnn', 0x8180 | $code, 1, count($records), 0, 0) . $question . implode('', $records);
}

while (true) {
    $read = $server === null ? [STDIN] : [STDIN, $server];
    $none = null;
    $next = $later === [] ? 10.0 : max(0.0, min(array_column($later, 0)) - microtime(true));
    stream_select($read, $none, $none, (int)$next, (int)(fmod($next, 1) * 1e6));
    foreach ($later as $index => [$when, $peer, $bytes]) {
        if ($when <= microtime(true)) {
            stream_socket_sendto($server, $bytes, 0, $peer);
            unset($later[$index]);
        }
    }
    if (in_array($server, $read, true) && is_string($packet = stream_socket_recvfrom($server, 4096, 0, $peer))) {
        [$name, $type, $question] = question($packet);
        $asked[$name] = ($asked[$name] ?? 0) + 1;
        $atOnce = str_starts_with($name, 'now.');
        if ($mode !== 'hang' || $atOnce) {
            $ips = $names[$name] ?? null;
            $bytes = answer($packet, $question, $type === 1 || $ips === null ? $ips : [], $mode === 'fail' && !$atOnce);
            $later[] = [microtime(true) + ($atOnce ? 0 : mt_rand(0, $delay) / 1000), $peer, $bytes];
        }
    }
    if (!in_array(STDIN, $read, true)) {
        continue;
    }
    $bytes = fread(STDIN, 1 << 16);
    if (($bytes === '' || $bytes === false) && feof(STDIN)) {
        exit(0);
    }
    $lines .= $bytes;
    while (($end = strpos($lines, "\n")) !== false) {
        $message = json_decode(substr($lines, 0, $end), true, 16, JSON_THROW_ON_ERROR);
        $lines = substr($lines, $end + 1);
        $result = [];
        switch ($message['do']) {
            case 'start':
                $server = stream_socket_server('udp://127.0.0.1:53', $errno, $problem, STREAM_SERVER_BIND);
                $result = $server === false ? ['error' => "no name server: $problem"] : [];
                break;
            case 'set':
                $names[$message['name']] = $message['ips'];
                break;
            case 'mode':
                [$mode, $delay] = [$message['mode'], $message['delay']];
                break;
            case 'questions':
                $result = ['count' => $asked[$message['name']] ?? 0];
        }
        echo json_encode((object)$result), "\n";
    }
}
