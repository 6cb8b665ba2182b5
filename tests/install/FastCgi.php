<?php
/*
 * One request to php-fpm over FastCGI, as a web server makes it. Knows nothing of netsvr.
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

final class FastCgi
{
    private const BEGIN = 1;
    private const END = 3;
    private const PARAMS = 4;
    private const STDIN = 5;
    private const STDOUT = 6;
    private const STDERR = 7;

    /**
     * @param string $socket the path of the unix socket
     * @param string $script as php-fpm sees it
     * @param array<string, string> $query
     * @return string the body; what went wrong begins with "ERROR "
     */
    public static function get(string $socket, string $script, array $query, float $patience = 20.0): string
    {
        $stream = @stream_socket_client("unix://$socket", $errno, $error, $patience);
        if ($stream === false) {
            return "ERROR connect: $error";
        }
        stream_set_timeout($stream, (int)$patience);
        $params = '';
        foreach (['SCRIPT_FILENAME' => $script, 'REQUEST_METHOD' => 'GET', 'QUERY_STRING' => http_build_query($query)] as $name => $value) {
            // lengths above 127 take four bytes, the highest bit set
            $params .= chr(strlen($name)) . pack('N', strlen($value) | 0x80000000) . $name . $value;
        }
        fwrite($stream, self::record(self::BEGIN, pack('nCx5', 1, 0)) . self::record(self::PARAMS, $params)
            . self::record(self::PARAMS, '') . self::record(self::STDIN, ''));
        $output = '';
        $complaints = '';
        while (strlen($head = (string)stream_get_contents($stream, 8)) === 8) {
            ['type' => $type, 'length' => $length, 'padding' => $padding] = unpack('Cversion/Ctype/nid/nlength/Cpadding', $head);
            $content = $length + $padding === 0 ? '' : substr((string)stream_get_contents($stream, $length + $padding), 0, $length);
            match ($type) {
                self::STDOUT => $output .= $content,
                self::STDERR => $complaints .= $content,
                default => null,
            };
            if ($type === self::END) {
                [$headers, $body] = explode("\r\n\r\n", $output, 2) + [1 => ''];
                preg_match('/^Status: (\d+)/mi', $headers, $status);
                return ($status[1] ?? '200') === '200' && $complaints === '' ? $body : "ERROR status $status[1]: $body $complaints";
            }
        }
        return 'ERROR the connection ended in the middle: ' . $output . $complaints;
    }

    private static function record(int $type, string $content): string
    {
        return pack('CCnnCx', 1, $type, 1, strlen($content), 0) . $content;
    }
}
