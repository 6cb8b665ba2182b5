<?php
/*
 * `php artisan netsvr:secret`: the secret of the callbacks, and the lines that gateways need.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Console;

use Illuminate\Console\Command;
use Illuminate\Contracts\Foundation\CachesConfiguration;
use Illuminate\Contracts\Routing\UrlGenerator;
use Illuminate\Routing\Route;
use Illuminate\Routing\Router;
use NetsvrBusiness\Laravel\Callbacks\CallbackController;
use NetsvrBusiness\Support\SecretReport;

class SecretCommand extends Command
{
    /** @var string */
    protected $signature = 'netsvr:secret {--force : ' . SecretReport::FORCE . '}';

    /** @var string */
    protected $description = SecretReport::DESCRIPTION;

    /** @return int the exit status */
    public function handle(Router $router, UrlGenerator $urls): int
    {
        if ($this->laravel instanceof CachesConfiguration && $this->laravel->configurationIsCached()) {
            $this->warn('The configuration is cached. Run config:cache again after this.');
        }
        return SecretReport::print(
            $this->output,
            $this->laravel->make('config')->get('netsvr.callbacks.secret'),
            (bool)$this->option('force'),
            $this->laravel->environmentFilePath(),
            [$this->url('open', $router, $urls), $this->url('close', $router, $urls)]
        );
    }

    /** That of the route; where there is none yet, the one of the documentation. */
    private function url(string $callback, Router $router, UrlGenerator $urls): string
    {
        foreach ($router->getRoutes() as $route) {
            /** @var Route $route */
            if (ltrim($route->getActionName(), '\\') === CallbackController::class . "@$callback") {
                return $urls->to($route->uri());
            }
        }
        $this->warn("There is no route yet: Netsvr::callbacks('/netsvr', …) makes it.");
        return $urls->to("netsvr/$callback");
    }
}
