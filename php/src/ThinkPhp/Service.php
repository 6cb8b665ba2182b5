<?php
/*
 * What ThinkPHP needs for NetBus to work: found by `php think service:discover`, configured by config/netsvr.php.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp;

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\Support\IniSettings;
use NetsvrBusiness\Support\RestartSignal;
use NetsvrBusiness\TaskSocketManger;

class Service extends \think\Service
{
    private const CONFIG = __DIR__ . '/config/netsvr.php';

    /** The parts of the configuration that are arrays of settings. */
    private const PARTS = ['work', 'callbacks', 'ini'];

    public function register(): void
    {
        $this->mergeConfig();
        $app = $this->app;
        $app->bind(Gateways::class, static fn(): Gateways => Gateways::fromConfig($app->config->get('netsvr')));
        $app->bind(Logger::class, static fn(): Logger => new Logger($app, $app->config->get('netsvr.log_channel')));
        $app->bind(RestartSignal::class, static fn(): RestartSignal => new RestartSignal(
            static fn(string $key): mixed => $app->make('cache')->get($key),
            // 0: for good, whatever the store has for others
            static fn(string $key, string $text): bool => $app->make('cache')->set($key, $text, 0)
        ));
        // Without it everything that needs no gateway works; the first call that does says what is missing.
        if (!Extension::isThere()) {
            return;
        }
        $container = Container::getInstance();
        // Another container, or a manager in it, is the project's own.
        if (!$container instanceof Container || $container->has(TaskSocketMangerInterface::class)) {
            return;
        }
        // Runs at the first call that needs it: a request that pushes nothing makes no socket, and connects to nothing.
        $container->bind(TaskSocketMangerInterface::class, static fn(): TaskSocketManger => $app->make(Gateways::class)
            ->taskSockets($app->make(Logger::class)));
    }

    public function boot(): void
    {
        if (Extension::isThere()) {
            IniSettings::apply($this->app->config->get('netsvr.ini'));
        }
        $callbacks = $this->app->config->get('netsvr.callbacks');
        if ($callbacks['handler']) {
            $this->registerRoutes(function () use ($callbacks): void {
                foreach ($this->paths((string)$callbacks['path']) as $path) {
                    foreach (['open', 'close'] as $callback) {
                        $this->app->make('route')->post(ltrim("$path/$callback", '/'), CallbackController::class . "@$callback");
                    }
                }
            });
        }
        $this->commands([
            'netsvr:work' => Console\WorkCommand::class,
            'netsvr:restart' => Console\RestartCommand::class,
            'netsvr:secret' => Console\SecretCommand::class,
            'netsvr:status' => Console\StatusCommand::class,
            'netsvr:metrics' => Console\MetricsCommand::class,
            'netsvr:make-handler' => Console\MakeHandlerCommand::class,
        ]);
    }

    /**
     * think-multi-app takes the first word of the URL for an application where app/ has a folder of that name, such as
     * app/netsvr: the routes get the rest.
     *
     * @return list<string> the path of the callbacks, as routes have it
     */
    private function paths(string $path): array
    {
        $path = trim($path, '/');
        // A server that loads the routes before the first request has none yet.
        $root = $this->app->exists('request') ? trim($this->app->make('request')->root(), '/') : '';
        return $root !== '' && str_starts_with("$path/", "$root/") ? [$path, ltrim(substr($path, strlen($root)), '/')] : [$path];
    }

    /** The project's file may leave out what it does not change, in its parts, too. */
    private function mergeConfig(): void
    {
        $own = require self::CONFIG;
        $published = (array)$this->app->config->get('netsvr', []);
        $merged = array_merge($own, $published);
        foreach (self::PARTS as $part) {
            $merged[$part] = array_merge($own[$part], (array)($published[$part] ?? []));
        }
        $this->app->config->set($merged, 'netsvr');
    }
}
