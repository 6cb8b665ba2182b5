<?php
/*
 * What Laravel needs for NetBus to work: found by package discovery, configured by config/netsvr.php.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel;

use Illuminate\Broadcasting\BroadcastManager;
use Illuminate\Contracts\Events\Dispatcher;
use Illuminate\Contracts\Foundation\Application;
use Illuminate\Contracts\Foundation\CachesConfiguration;
use Illuminate\Foundation\Console\AboutCommand;
use Illuminate\Foundation\Events\DiagnosingHealth;
use Illuminate\Notifications\ChannelManager;
use Illuminate\Queue\Events\JobExceptionOccurred;
use Illuminate\Queue\Events\JobProcessed;
use Illuminate\Queue\Events\JobProcessing;
use Illuminate\Queue\Jobs\SyncJob;
use Illuminate\Support\ServiceProvider;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Laravel\Broadcasting\Application as BroadcastingApplication;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Broadcasting\MessageIds;
use NetsvrBusiness\Laravel\Broadcasting\NetsvrBroadcaster;
use NetsvrBusiness\Laravel\Broadcasting\PresenceStore;
use NetsvrBusiness\Laravel\Broadcasting\RareLog;
use NetsvrBusiness\Laravel\Broadcasting\Resubscriptions;
use NetsvrBusiness\Laravel\Notifications\NetsvrChannel;
use NetsvrBusiness\Laravel\Support\EventDispatcher;
use NetsvrBusiness\Support\CallbackSecret;
use NetsvrBusiness\Support\ConnectionSignature;
use NetsvrBusiness\Support\Extension;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\Support\IniSettings;
use Psr\Log\LoggerInterface;

class NetsvrServiceProvider extends ServiceProvider
{
    private const CONFIG = __DIR__ . '/../../config/netsvr.php';

    /** Of Octane; the answer to a request has gone to the browser then. */
    private const ENDS_OF_OPERATIONS = [
        'Laravel\Octane\Events\RequestTerminated',
        'Laravel\Octane\Events\TaskTerminated',
        'Laravel\Octane\Events\TickTerminated',
    ];

    /** Key in the container: the logger of the sockets. */
    public const LOGGER = 'netsvr.logger';

    public function register(): void
    {
        $this->mergeConfig();
        // NetBus asks this container from now on. The closures run at the first call that needs them: a request
        // that pushes nothing makes no socket, and connects to nothing. Nor does it need the extension: without it an
        // image can be built, the configuration cached, and so on.
        if (Extension::isThere()) {
            Container::setInstance($this->app);
        }
        $this->app->singleton(Gateways::class, static function (Application $app): Gateways {
            return Gateways::fromConfig($app->make('config')->get('netsvr', []));
        });
        $this->app->singleton(self::LOGGER, static function (Application $app): LoggerInterface {
            // The channel itself, not the manager of channels: a connection that is closed while the application is
            // being taken apart, as at the end of Laravel's own tests, has nothing to look the channel up in.
            return $app->make('log')->channel($app->make('config')->get('netsvr.log_channel') ?: null);
        });
        $base = $this->app;
        $this->app->singleton(TaskSocketMangerInterface::class, static function (Application $app) use ($base) {
            // Octane clones the application for each request: a clone that asks first gets no sockets of its own.
            return $app !== $base
                ? $base->make(TaskSocketMangerInterface::class)
                : $app->make(Gateways::class)->taskSockets($app->make(self::LOGGER));
        });
        $this->app->singleton(Applications::class, static function (Application $app): Applications {
            $config = $app->make('config');
            return Applications::fromConfig(
                (array)$config->get('netsvr.apps', []),
                (string)$config->get('app.key'),
                (string)$config->get('netsvr.prefix', BroadcastingApplication::DEFAULT_PREFIX)
            );
        });
        $this->app->singleton(ConnectionSignature::class, static function (Application $app): ConnectionSignature {
            return new ConnectionSignature((string)$app->make('config')->get('app.key'));
        });
        $this->app->singleton(MessageIds::class);
        $this->app->singleton(RareLog::class);
        $this->app->singleton(Resubscriptions::class);
        $this->app->singleton(EventDispatcher::class);
        $this->app->singleton(PresenceStore::class);
        $this->app->singleton(CallbackSecret::class, static function (Application $app): CallbackSecret {
            return new CallbackSecret($app->make('config')->get('netsvr.callbacks.secret'));
        });
    }

    public function boot(): void
    {
        $this->setIniKeys();
        // Names only: no class is loaded before somebody asks. Versions of Laravel without them never ask.
        $this->app->make('events')->listen(DiagnosingHealth::class, Listeners\DiagnoseGateways::class);
        $this->app->make('events')->listen(self::ENDS_OF_OPERATIONS, Listeners\ConfirmOperation::class);
        // Nothing of broadcasting is made for an application that does not use it.
        $base = $this->app;
        $this->callAfterResolving(BroadcastManager::class, static function (BroadcastManager $manager) use ($base): void {
            // Not the application that the manager has now: in Octane that is a clone for one request, which is taken apart
            // afterwards, while the manager keeps the broadcaster.
            $manager->extend('netsvr', static function (Application $app, array $config) use ($base): NetsvrBroadcaster {
                return new NetsvrBroadcaster($base, $config);
            });
        });
        // Nor of notifications.
        $this->callAfterResolving(ChannelManager::class, static function (ChannelManager $manager): void {
            $manager->extend('netsvr', static fn(Application $app): NetsvrChannel => $app->make(NetsvrChannel::class));
        });
        // Only a worker of the queue makes one.
        $this->callAfterResolving('queue.worker', function (): void {
            $ids = $this->app->make(MessageIds::class);
            $events = $this->app->make(Dispatcher::class);
            // One that a job runs in itself (dispatchSync()) is a part of that.
            $events->listen(
                JobProcessing::class,
                static fn(JobProcessing $event) => $event->job instanceof SyncJob || $ids->within($event->job->uuid())
            );
            $events->listen(
                [JobProcessed::class, JobExceptionOccurred::class],
                static fn(JobProcessed|JobExceptionOccurred $event) => $event->job instanceof SyncJob || $ids->within(null)
            );
        });
        if ($this->app->runningInConsole()) {
            // php artisan reload, since Laravel 12.
            if (method_exists($this, 'reloads')) {
                $this->reloads('netsvr:restart', 'netsvr');
            }
            $this->publishes([self::CONFIG => $this->app->configPath('netsvr.php')], 'netsvr-config');
            $this->commands([
                Console\WorkCommand::class,
                Console\RestartCommand::class,
                Console\StatusCommand::class,
                Console\MetricsCommand::class,
                Console\SecretCommand::class,
                Console\InstallCommand::class,
            ]);
            $this->callAfterResolving(AboutCommand::class, function (): void {
                AboutCommand::add('netsvr', fn(): array => Console\AboutNetsvr::lines($this->app));
            });
        }
    }

    /** Nothing is set for who has set nothing. */
    private function setIniKeys(): void
    {
        $keys = array_filter(
            (array)$this->app->make('config')->get('netsvr.ini', []),
            static fn(mixed $value): bool => $value !== null
        );
        if ($keys !== [] && Extension::isThere()) {
            IniSettings::apply($keys);
        }
    }

    /**
     * A published file may leave out what it does not change, in its parts, too. The connection for broadcasting is
     * there unless the application has one of that name.
     */
    private function mergeConfig(): void
    {
        if ($this->app instanceof CachesConfiguration && $this->app->configurationIsCached()) {
            return;
        }
        $config = $this->app->make('config');
        $own = require self::CONFIG;
        $published = $config->get('netsvr', []);
        $merged = array_merge($own, $published);
        foreach (['work', 'callbacks', 'presence', 'ticket', 'ini'] as $part) {
            $merged[$part] = array_merge($own[$part], $published[$part] ?? []);
        }
        $config->set('netsvr', $merged);
        if (!$config->has('broadcasting.connections.netsvr')) {
            $config->set('broadcasting.connections.netsvr', ['driver' => 'netsvr']);
        }
    }
}
