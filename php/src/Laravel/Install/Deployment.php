<?php
/*
 * Examples for what runs beside the application: gateways, netsvr:work, nginx. Their values are those of the
 * application's configuration, and fit each other.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Install;

use InvalidArgumentException;
use LogicException;

/** @internal */
final class Deployment
{
    private const STUBS = __DIR__ . '/../../../resources/install';

    /** The files, and the stubs that they are made of. */
    public const FILES = [
        'netsvr-5.toml' => 'netsvr-5.toml.stub',
        'netsvr-8.toml' => 'netsvr-8.toml.stub',
        'nginx-5.conf' => 'nginx-5.conf.stub',
        'nginx-8.conf' => 'nginx-8.conf.stub',
        'supervisor.conf' => 'supervisor.conf.stub',
        'netsvr-work.service' => 'netsvr-work.service.stub',
        'netsvr-gateway.service' => 'netsvr-gateway.service.stub',
        'compose.yaml' => 'compose.yaml.stub',
    ];

    /** @var array<string, string> what stands in stubs between {{ and }} */
    private readonly array $values;

    /**
     * @param array<string, mixed> $config of config/netsvr.php
     * @param string $workerAddr of the gateway, host:port
     * @param int $port where browsers find the gateway when nothing stands in front of it
     * @param string $url of the application, APP_URL
     * @param string $folder of the project, absolute
     * @param string $path of the examples, beneath it
     * @throws InvalidArgumentException for a worker address that is none
     */
    public function __construct(array $config, string $workerAddr, int $port, string $url, string $folder, string $path)
    {
        if (preg_match('~^([^:\s]+):(\d+)$~D', $workerAddr, $parts) !== 1) {
            throw new InvalidArgumentException("netsvr: worker_addrs has \"$workerAddr\", which is not host:port");
        }
        [, $host, $workerPort] = $parts;
        $work = $config['work'] ?? [];
        $isLocal = str_starts_with($host, '127.');
        $clients = max(120, 2 * (int)($config['activity_timeout'] ?? 60));
        $business = max(120, 2 * (int)($work['heartbeat_interval'] ?? 45), (int)($config['max_idle_time'] ?? 117) + 3);
        $owner = function_exists('posix_getpwuid') ? posix_getpwuid((int)fileowner($folder)) : false;
        $appHost = (string)(parse_url($url, PHP_URL_HOST) ?: 'localhost');
        $this->values = [
            'client_listen' => ($isLocal ? '127.0.0.1' : '0.0.0.0') . ":$port",
            'client_addr' => ($isLocal ? '127.0.0.1' : $host) . ":$port",
            'client_port' => (string)$port,
            'worker_addr' => $workerAddr,
            'worker_port' => $workerPort,
            'task_addr' => "$host:" . ((int)$workerPort + 1),
            'client_deadline' => "{$clients}s",
            'business_deadline' => "{$business}s",
            'activity_timeout' => (string)(int)($config['activity_timeout'] ?? 60),
            'heartbeat_interval' => (string)(int)($work['heartbeat_interval'] ?? 45),
            'heartbeat' => json_encode((string)($work['heartbeat_message'] ?? ''), JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES) ?: '""',
            'origins' => self::origins($url),
            'server_name' => $appHost,
            'app_url' => rtrim($url, '/'),
            'folder' => $folder,
            'path' => $path,
            'php' => PHP_BINARY ?: '/usr/bin/php',
            // root's files are those of an image, or of whoever deploys.
            'user' => is_array($owner) && $owner['uid'] !== 0 ? $owner['name'] : 'www-data',
        ];
    }

    public function text(string $file): string
    {
        $stub = (string)file_get_contents(self::STUBS . '/' . self::FILES[$file]);
        return (string)preg_replace_callback(
            '~\{\{ ?(\w+) ?\}\}~',
            fn(array $match): string => $this->values[$match[1]] ?? throw new LogicException("$file: no value for $match[1]"),
            $stub
        );
    }

    /** A gateway compares by containing: the page's origin has to have one of these in it. */
    private static function origins(string $url): string
    {
        $host = (string)parse_url($url, PHP_URL_HOST);
        $origins = match ($host) {
            '' => [],
            // The same machine, whichever way it is called while one develops.
            'localhost', '127.0.0.1' => ['://localhost', '://127.0.0.1'],
            default => [parse_url($url, PHP_URL_SCHEME) . "://$host"],
        };
        return (string)json_encode($origins, JSON_UNESCAPED_SLASHES);
    }
}
