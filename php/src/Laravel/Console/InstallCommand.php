<?php
/*
 * `php artisan netsvr:install`: what a project needs to broadcast by netsvr, as far as it is not there yet, and examples
 * for what runs beside it. It may run again: what is there stays as it is.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Console;

use Illuminate\Console\Command;
use Illuminate\Contracts\Foundation\CachesConfiguration;
use InvalidArgumentException;
use NetsvrBusiness\Laravel\Install\ChannelRoutes;
use NetsvrBusiness\Laravel\Install\Deployment;
use NetsvrBusiness\Laravel\Install\EnvFile;
use NetsvrBusiness\Laravel\Install\Variables;
use RuntimeException;

class InstallCommand extends Command
{
    private const STUBS = __DIR__ . '/../../../resources/install';
    private const CONFIG = __DIR__ . '/../../../config/netsvr.php';

    /** @var string */
    protected $signature = 'netsvr:install
        {--force : Write existing files again, and replace another broadcaster; keys and secrets stay in any case}
        {--path=deploy/netsvr : Where the examples go, in the project}
        {--sail : The gateway is the service netsvr of Docker Compose, and not a program on this machine}';

    /** @var string */
    protected $description = 'Set the project up for netsvr: configuration, channels, .env, and examples for deployments';

    /** @return int the exit status: 0; 1 when a file could not be written, or the configuration is wrong */
    public function handle(): int
    {
        try {
            $this->write('config/netsvr.php', (string)file_get_contents(self::CONFIG));
            $this->channels();
            $file = new EnvFile($this->laravel->environmentFilePath());
            $this->variables($file);
            $this->deployment($file);
            $this->frontEnd($file);
        } catch (InvalidArgumentException|RuntimeException $exception) {
            $this->error($exception->getMessage());
            return 1;
        }
        if ($this->laravel instanceof CachesConfiguration && $this->laravel->configurationIsCached()) {
            $this->warn('The cached configuration is out of date. Run config:clear, or config:cache again.');
        }
        $this->line('');
        $this->line("Start a gateway with {$this->path()}/netsvr-5.toml, then php artisan netsvr:status, and netsvr:work.");
        return 0;
    }

    private function channels(): void
    {
        $this->write('routes/channels.php', (string)file_get_contents(self::STUBS . '/channels.php.stub'), false);
        $todo = (new ChannelRoutes($this->laravel->basePath()))->load();
        $todo === null ? $this->say('routes/channels.php is loaded') : $this->warn($todo);
    }

    private function variables(EnvFile $file): void
    {
        if (!$file->isThere()) {
            $this->warn("There is no file .env: set {$this->connection()}=netsvr and NETSVR_WORKER_ADDRS in the environment,"
                . ' and NETSVR_APP_ID, NETSVR_APP_KEY, NETSVR_APP_SECRET unless they are to be derived from APP_KEY.');
            return;
        }
        $variables = new Variables(
            $file,
            $this->connection(),
            $this->front($file),
            $this->option('sail') ? 'netsvr:6061' : '127.0.0.1:6061'
        );
        $variables->write((bool)$this->option('force'));
        foreach ($variables->notes as $note) {
            $this->say("in .env: $note");
        }
        if ($variables->notes === []) {
            $this->say('.env is complete');
        }
    }

    private function deployment(EnvFile $file): void
    {
        $config = (array)$this->laravel->make('config')->get('netsvr', []);
        $addresses = $file->value('NETSVR_WORKER_ADDRS') ?: ($config['worker_addrs'] ?? '');
        $deployment = new Deployment(
            $config,
            trim((string)(is_array($addresses) ? reset($addresses) : strtok((string)$addresses, ','))),
            $this->port($file),
            $file->value('APP_URL') ?: (string)$this->laravel->make('config')->get('app.url'),
            $this->laravel->basePath(),
            $this->path()
        );
        foreach (array_keys(Deployment::FILES) as $name) {
            $this->write("{$this->path()}/$name", $deployment->text($name));
        }
    }

    /** Where the front end is made by Vite in the way of Laravel 11 and newer, it gets Echo; others are told of it. */
    private function frontEnd(EnvFile $file): void
    {
        if ($this->has('resources/js/echo.js')) {
            return;
        }
        $front = $this->front($file);
        $broadcaster = str_ends_with($front, 'REVERB') ? 'reverb' : 'pusher';
        $scripts = array_filter(['resources/js/bootstrap.js', 'resources/js/app.js'], $this->has(...));
        if ($scripts === [] || !$this->has('vite.config.js') || !$this->isModern()) {
            $this->say("set up the front end yourself: Echo with the broadcaster $broadcaster, and {$front}_APP_KEY, _HOST, _PORT, _SCHEME");
            return;
        }
        $this->write('resources/js/echo.js', strtr((string)file_get_contents(self::STUBS . '/echo.js.stub'), [
            '{{ front }}' => $front,
            '{{ broadcaster }}' => $broadcaster,
        ]));
        $script = $this->laravel->basePath(reset($scripts));
        $text = (string)file_get_contents($script);
        if (!str_contains($text, './echo')) {
            file_put_contents($script, rtrim($text) . "\n\nimport './echo';\n");
        }
        $this->say('its packages: npm install --save-dev laravel-echo pusher-js');
    }

    /** Writes a file of the project, unless it is there. @param bool|null $force whether it is written in any case */
    private function write(string $name, string $text, ?bool $force = null): void
    {
        $path = $this->laravel->basePath($name);
        if (is_file($path) && !($force ?? $this->option('force'))) {
            $this->say("$name kept");
            return;
        }
        $verb = is_file($path) ? 'written anew' : 'written';
        if (!is_dir(dirname($path)) && !mkdir(dirname($path), 0755, true)) {
            throw new RuntimeException('netsvr: cannot make the folder ' . dirname($path));
        }
        if (file_put_contents($path, $text) === false) {
            throw new RuntimeException("netsvr: cannot write $path");
        }
        $this->say("$name $verb");
    }

    /** The variable that chooses the broadcaster: which one config/broadcasting.php reads, or Laravel's own. */
    private function connection(): string
    {
        $config = $this->laravel->configPath('broadcasting.php');
        $text = is_file($config) ? (string)file_get_contents($config) : '';
        return match (true) {
            str_contains($text, 'BROADCAST_CONNECTION') => 'BROADCAST_CONNECTION',
            str_contains($text, 'BROADCAST_DRIVER') => 'BROADCAST_DRIVER',
            default => $this->isModern() ? 'BROADCAST_CONNECTION' : 'BROADCAST_DRIVER',
        };
    }

    /** What the variables of the front end begin with: as it reads them today, else as Laravel's own stubs do. */
    private function front(EnvFile $file): string
    {
        foreach (['VITE_REVERB', 'VITE_PUSHER', 'MIX_PUSHER'] as $front) {
            if ($file->has("{$front}_APP_KEY")) {
                return $front;
            }
        }
        return match (true) {
            $this->has('webpack.mix.js') => 'MIX_PUSHER',
            $this->isModern() && $file->value('PUSHER_APP_KEY') === '' => 'VITE_REVERB',
            default => 'VITE_PUSHER',
        };
    }

    /** Where browsers look for the gateway without nginx: as .env has it, so that nothing else has to change. */
    private function port(EnvFile $file): int
    {
        foreach (['NETSVR', 'REVERB', 'PUSHER'] as $from) {
            if ($file->value("{$from}_SCHEME") === 'http' && (int)$file->value("{$from}_PORT") > 1023) {
                return (int)$file->value("{$from}_PORT");
            }
        }
        return 6060;
    }

    private function path(): string
    {
        return trim((string)$this->option('path'), '/') ?: 'deploy/netsvr';
    }

    private function isModern(): bool
    {
        return version_compare($this->laravel->version(), '11', '>=');
    }

    private function has(string $file): bool
    {
        return is_file($this->laravel->basePath($file));
    }

    private function say(string $line): void
    {
        $this->line("  $line");
    }
}
