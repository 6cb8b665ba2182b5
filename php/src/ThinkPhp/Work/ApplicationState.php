<?php
/*
 * What an event can leave behind in the application, and what makes it as it was. ThinkPHP's container keeps everything
 * that it makes: here only until the end of the event. What holds connections stays, and so does what is to be kept.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Work;

use Closure;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\ThinkPhp\Logger;
use think\App;
use think\exception\Handle;
use think\log\Channel;
use think\Request;
use Throwable;

/** @internal */
final class ApplicationState
{
    /** Names in the container of what stays, whether it was there before the first event or not. */
    private const STAYS = ['cache', 'config', 'console', 'db', 'env', 'event', 'lang', 'log', Handle::class, Gateways::class, Logger::class];

    /** @var array<string, object> what the container held at the start, by name */
    private readonly array $instances;
    /** @var array<string, true> by name */
    private readonly array $stays;
    private readonly Databases $databases;
    private readonly Request $request;
    private readonly string $language;
    private readonly string $timeZone;
    /** @var list<string> log channels */
    private readonly array $closedChannels;

    /**
     * Takes down how things are now: after the start, before the first event.
     *
     * @param Closure(Throwable): void $report
     * @param list<string> $keep more names in the container, or classes
     */
    public function __construct(private readonly App $app, private readonly Closure $report, array $keep)
    {
        $names = array_map($app->getAlias(...), [...self::STAYS, ...array_values($keep)]);
        $this->stays = array_fill_keys($names, true);
        $this->databases = new Databases($app);
        $this->request = clone $app->make('request');
        $this->language = $app->make('lang')->getLangSet();
        $this->timeZone = date_default_timezone_get();
        $this->closedChannels = $this->closedChannels();
        $this->instances = array_diff_key(iterator_to_array($app), [$app->getAlias('request') => true]);
    }

    /**
     * After what it did has been reported.
     *
     * @param string $who has been at work, for reports
     * @param bool $failed whether it has thrown
     */
    public function reset(string $who, bool $failed = false): void
    {
        // Each step, whether or not another one fails.
        foreach ($this->databases->reset($who, $failed) as $thrown) {
            ($this->report)($thrown);
        }
        foreach ([$this->resetLanguage(...), $this->resetLog(...), $this->resetContainer(...)] as $step) {
            try {
                $step();
            } catch (Throwable $thrown) {
                ($this->report)($thrown);
            }
        }
        memory_reset_peak_usage();
    }

    private function resetLanguage(): void
    {
        $lang = $this->app->make('lang');
        if ($lang->getLangSet() !== $this->language) {
            $lang->setLangSet($this->language);
        }
        if (date_default_timezone_get() !== $this->timeZone) {
            date_default_timezone_set($this->timeZone);
        }
    }

    /** Log::close() is for a request: what the next events report would be lost. A channel that is forgotten is made anew. */
    private function resetLog(): void
    {
        foreach (array_diff($this->closedChannels(), $this->closedChannels) as $name) {
            $this->app->make('log')->forgetDriver($name);
        }
    }

    /** @return list<string> names */
    private function closedChannels(): array
    {
        $log = $this->app->make('log');
        $isClosed = static fn(mixed $channel): bool => $channel instanceof Channel
            && Closure::bind(fn(): bool => $this->close, $channel, Channel::class)();
        return array_keys(array_filter(Closure::bind(fn(): array => $this->drivers ?? [], $log, $log::class)(), $isClosed));
    }

    private function resetContainer(): void
    {
        foreach (iterator_to_array($this->app) as $name => $instance) {
            if (!isset($this->stays[$name]) && !isset($this->instances[$name])) {
                $this->app->delete($name);
            }
        }
        foreach ($this->instances as $name => $instance) {
            $this->app->instance($name, $instance);
        }
        $this->app->instance('request', clone $this->request);
    }
}
