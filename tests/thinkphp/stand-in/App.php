<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: the application, as far as a service and commands need it.
 */
declare(strict_types=1);

namespace think;

use ErrorException;

class App extends Container
{
    protected $bind = [
        'app' => self::class,
        'cache' => Cache::class,
        'config' => Config::class,
        'console' => Console::class,
        'db' => Db::class,
        'env' => Env::class,
        'event' => Event::class,
        'lang' => Lang::class,
        'log' => Log::class,
        'request' => Request::class,
    ];
    protected $rootPath;
    protected $initialized = false;
    protected $services = [];

    public function __construct(string $rootPath = '')
    {
        $this->rootPath = rtrim($rootPath, '/') . '/';
        if (is_file($this->getBasePath() . 'provider.php')) {
            $this->bind(require $this->getBasePath() . 'provider.php');
        }
        static::setInstance($this);
        $this->instance('app', $this);
        $this->instance(Container::class, $this);
    }

    public function register(Service|string $service, bool $force = false)
    {
        $service = is_string($service) ? new $service($this) : $service;
        method_exists($service, 'register') && $service->register();
        $this->services[] = $service;
    }

    public function bootService(Service $service)
    {
        return method_exists($service, 'boot') ? $this->invoke([$service, 'boot']) : null;
    }

    public function isDebug(): bool
    {
        return (bool)$this->make('env')->get('app_debug');
    }

    public function getNamespace(): string
    {
        return 'app';
    }

    public function getRootPath(): string
    {
        return $this->rootPath;
    }

    public function getBasePath(): string
    {
        return $this->rootPath . 'app/';
    }

    public function getRuntimePath(): string
    {
        return $this->rootPath . 'runtime/';
    }

    public function getConfigPath(): string
    {
        return $this->rootPath . 'config/';
    }

    public function initialize()
    {
        $this->initialized = true;
        is_file("{$this->rootPath}.env") && $this->make('env')->load("{$this->rootPath}.env");
        require_once __DIR__ . '/helper.php';
        foreach (glob($this->getConfigPath() . '*.php') ?: [] as $file) {
            $this->make('config')->load($file, basename($file, '.php'));
        }
        foreach (is_file($this->getBasePath() . 'service.php') ? require $this->getBasePath() . 'service.php' : [] as $service) {
            $this->register($service);
        }
        error_reporting(E_ALL);
        set_error_handler(static function (int $number, string $text, string $file = '', int $line = 0): void {
            if (error_reporting() & $number) {
                throw new ErrorException($text, 0, $number, $file, $line);
            }
        });
        foreach (is_file("{$this->rootPath}vendor/services.php") ? require "{$this->rootPath}vendor/services.php" : [] as $service) {
            $this->register($service);
        }
        $this->boot();
        return $this;
    }

    public function initialized()
    {
        return $this->initialized;
    }

    public function boot(): void
    {
        array_walk($this->services, fn(Service $service) => $this->bootService($service));
    }

    public function runningInConsole(): bool
    {
        return PHP_SAPI === 'cli';
    }
}
