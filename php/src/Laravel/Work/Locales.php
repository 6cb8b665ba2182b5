<?php
/*
 * Language and time zone, of the application and of its dates.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use Carbon\Carbon;
use Illuminate\Contracts\Config\Repository;
use Illuminate\Contracts\Foundation\Application;

/** @internal */
final class Locales
{
    private readonly Repository $config;
    private readonly mixed $locale;
    private readonly mixed $fallback;
    private readonly string $carbon;
    private readonly string $timeZone;

    public function __construct(private readonly Application $app)
    {
        $this->config = $app->make('config');
        $this->locale = $this->config->get('app.locale');
        $this->fallback = $this->config->get('app.fallback_locale');
        $this->carbon = (string)Carbon::getLocale();
        $this->timeZone = date_default_timezone_get();
    }

    /** Those from before the first event. */
    public function reset(): void
    {
        $translator = $this->app->resolved('translator') ? $this->app->make('translator') : null;
        if ($this->config->get('app.locale') !== $this->locale
            || ($translator !== null && $translator->getLocale() !== $this->locale)) {
            // With the event LocaleUpdated, which others follow.
            $this->app->bound('translator')
                ? $this->app->setLocale($this->locale)
                : $this->config->set('app.locale', $this->locale);
        }
        if ($this->config->get('app.fallback_locale') !== $this->fallback) {
            $this->app->bound('translator')
                ? $this->app->setFallbackLocale($this->fallback)
                : $this->config->set('app.fallback_locale', $this->fallback);
        }
        if (Carbon::getLocale() !== $this->carbon) {
            Carbon::setLocale($this->carbon);
        }
        if (date_default_timezone_get() !== $this->timeZone) {
            date_default_timezone_set($this->timeZone);
        }
    }
}
