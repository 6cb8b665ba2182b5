<?php
/*
 * php-fpm with a pool of its own behind nginx, both on unix sockets in a folder of their own: nothing of the system's
 * configuration takes part, no port is taken unless one is named. Runs one script; requests are made here, several at a time. Knows
 * nothing of netsvr but the extension's file.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use RuntimeException;

final class WebServer
{
    private string $folder;
    private Daemon $fpm;
    private Daemon $nginx;

    /**
     * @param string $script the PHP file that answers every request
     * @param int $children processes of the pool
     * @param array<string, string> $ini settings of PHP and of the extension
     * @param array<string, string> $pool directives of the pool, such as pm.max_requests
     * @param string|null $address host and port where nginx takes requests for the script, too
     * @param string $servers more blocks `server` for nginx
     */
    public function __construct(
        string $script,
        int $children,
        array $ini = [],
        array $pool = [],
        ?string $address = null,
        string $servers = ''
    ) {
        // Short: the name of a unix socket has little room.
        $this->folder = sys_get_temp_dir() . '/netsvr-fpm-' . getmypid() . '-' . bin2hex(random_bytes(3));
        mkdir($this->folder, 0755);
        $this->startFpm($children, $ini, $pool);
        $this->startNginx($script, $address === null ? '' : "listen $address;", $servers);
    }

    /** Where php-fpm and nginx are: PHP_FPM and NGINX, else beside the PHP that runs this, and in the usual places. */
    public static function program(string $name): ?string
    {
        $named = (string)getenv($name === 'nginx' ? 'NGINX' : 'PHP_FPM');
        $version = PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION;
        $names = $name === 'nginx' ? ['nginx'] : ["php-fpm$version", 'php-fpm'];
        $folders = [...explode(':', (string)getenv('PATH')), '/usr/sbin', '/usr/local/sbin', dirname(PHP_BINARY, 2) . '/sbin'];
        foreach ($named !== '' ? [$named] : [] as $path) {
            return is_executable($path) ? $path : null;
        }
        foreach ($names as $candidate) {
            foreach ($folders as $folder) {
                if (is_executable("$folder/$candidate")) {
                    return "$folder/$candidate";
                }
            }
        }
        return null;
    }

    /** One request. @return array{status: int, body: string} */
    public function get(array $query): array
    {
        return $this->load([$query], 1)[0];
    }

    /**
     * Many requests, so many at a time.
     *
     * @param list<array<string, scalar>> $queries
     * @param callable(int): void|null $tick called now and then, with the number of answers so far
     * @param float $patience seconds for the whole
     * @param float $every least seconds between the beginnings of two requests
     * @return list<array{status: int, body: string, began: float, took: float}> in the order of the queries, times in
     *     seconds; status 0 for a connection that ended without an answer
     */
    public function load(
        array $queries,
        int $atATime,
        ?callable $tick = null,
        float $patience = 120.0,
        float $every = 0.0
    ): array {
        $start = microtime(true);
        $deadline = $start + $patience;
        $answers = [];
        $began = [];
        $open = [];
        $received = [];
        $next = 0;
        while (count($answers) < count($queries)) {
            while (
                count($open) < $atATime && $next < count($queries) && microtime(true) >= $start + $next * $every
            ) {
                $began[$next] = microtime(true);
                $stream = stream_socket_client("unix://$this->folder/http.sock", $errno, $error, 5);
                if ($stream === false) {
                    throw new RuntimeException("nginx does not accept: $error");
                }
                fwrite($stream, 'GET /?' . http_build_query($queries[$next]) . " HTTP/1.0\r\nHost: test\r\n\r\n");
                stream_set_blocking($stream, false);
                $open[$next] = $stream;
                $received[$next++] = '';
            }
            $readable = $open;
            $none = null;
            $isDue = $every > 0 && $next < count($queries) && count($open) < $atATime;
            $wait = $isDue ? max(0.0, $start + $next * $every - microtime(true)) : 0.2;
            if ($readable === []) {
                usleep((int)($wait * 1e6));
            } elseif (!stream_select($readable, $none, $none, 0, (int)($wait * 1e6)) && microtime(true) > $deadline) {
                throw new RuntimeException(count($answers) . ' of ' . count($queries) . " answers in $patience s; " . $this->log());
            }
            foreach ($readable as $index => $stream) {
                $bytes = (string)fread($stream, 65536);
                $received[$index] .= $bytes;
                if ($bytes === '' && feof($stream)) {
                    [$head, $body] = explode("\r\n\r\n", $received[$index] . "\r\n\r\n", 2);
                    $status = sscanf($head, 'HTTP/%*s %d')[0] ?? 0;
                    $answers[$index] = [
                        'status' => (int)$status,
                        'body' => substr($body, 0, -4),
                        'began' => $began[$index],
                        'took' => microtime(true) - $began[$index],
                    ];
                    fclose($stream);
                    unset($open[$index], $received[$index]);
                }
            }
            $tick === null || $tick(count($answers));
        }
        ksort($answers);
        return $answers;
    }

    /** The last lines of what php-fpm and nginx had to say. */
    public function log(): string
    {
        $lines = '';
        foreach (['fpm', 'nginx'] as $name) {
            $lines .= implode('', array_slice(@file("$this->folder/$name.log") ?: [], -20));
        }
        return $lines;
    }

    public function stop(): void
    {
        $this->nginx->stop();
        $this->fpm->stop();
        array_map(unlink(...), array_filter(glob("$this->folder/*"), is_file(...)));
        array_map(rmdir(...), array_filter(glob("$this->folder/*"), is_dir(...)));
        @unlink("$this->folder/fpm.sock");
        @unlink("$this->folder/http.sock");
        @rmdir($this->folder);
    }

    private function startFpm(int $children, array $ini, array $pool): void
    {
        $root = posix_isRoot();
        $lines = ['[global]', "pid = $this->folder/fpm.pid", "error_log = $this->folder/fpm.log", '[www]'];
        if ($root) {
            array_push($lines, 'user = root', 'group = root');
        }
        $pool += [
            'listen' => "$this->folder/fpm.sock",
            'listen.mode' => '0666',
            'pm' => 'static',
            'pm.max_children' => (string)$children,
            'catch_workers_output' => 'yes',
            'decorate_workers_output' => 'no',
            'clear_env' => 'no',
        ];
        foreach ($pool as $directive => $value) {
            $lines[] = "$directive = $value";
        }
        file_put_contents("$this->folder/fpm.conf", implode("\n", $lines) . "\n");
        $command = [self::program('php-fpm'), '-n', '-F', '-y', "$this->folder/fpm.conf", ...($root ? ['-R'] : [])];
        foreach (['extension' => (string)getenv('NETSVR_SO')] + $ini + ['display_errors' => '1', 'html_errors' => '0'] as $key => $value) {
            array_push($command, '-d', "$key=$value");
        }
        $this->fpm = new Daemon(
            $command,
            "$this->folder/fpm.out",
            fn(): bool => str_contains((string)@file_get_contents("$this->folder/fpm.log"), 'ready to handle connections')
        );
    }

    private function startNginx(string $script, string $listen, string $servers): void
    {
        $root = posix_isRoot() ? 'user root;' : '';
        $temporary = '';
        foreach (['client_body', 'fastcgi', 'proxy', 'scgi', 'uwsgi'] as $what) {
            $temporary .= "    {$what}_temp_path $this->folder/$what;\n";
        }
        file_put_contents("$this->folder/nginx.conf", <<<CONF
            $root
            daemon off;
            worker_processes 1;
            pid $this->folder/nginx.pid;
            error_log $this->folder/nginx.log;
            events {}
            http {
                access_log off;
            $temporary
                server {
                    listen unix:$this->folder/http.sock;
                    $listen
                    location / {
                        fastcgi_pass unix:$this->folder/fpm.sock;
                        fastcgi_read_timeout 60;
                        fastcgi_param SCRIPT_FILENAME $script;
                        fastcgi_param REQUEST_METHOD \$request_method;
                        fastcgi_param REQUEST_URI \$request_uri;
                        fastcgi_param QUERY_STRING \$query_string;
                        fastcgi_param CONTENT_TYPE \$content_type;
                        fastcgi_param CONTENT_LENGTH \$content_length;
                        fastcgi_param SERVER_PROTOCOL \$server_protocol;
                    }
                }
            $servers
            }
            CONF);
        $command = [self::program('nginx'), '-p', $this->folder, '-c', "$this->folder/nginx.conf", '-e', "$this->folder/nginx.log"];
        $this->nginx = new Daemon(
            $command,
            "$this->folder/nginx.out",
            fn(): bool => @stream_socket_client("unix://$this->folder/http.sock") !== false
        );
    }
}

/** Whether this process is root; the extension posix need not be there. */
function posix_isRoot(): bool
{
    return fileowner('/proc/self') === 0;
}
