<?php
declare(strict_types=1);

namespace App;

use Psr\Log\AbstractLogger;

/** Where Laravel logs what PHP calls deprecated: kept of this repository's code, LaravelTestCase looks. */
final class Deprecations extends AbstractLogger
{
    public function __invoke(): self
    {
        return $this;
    }

    public function log($level, $message, array $context = []): void
    {
        if (str_contains((string)$message, dirname(__DIR__, 4) . '/')) {
            file_put_contents(storage_path('logs/deprecations.log'), "$message\n", FILE_APPEND);
        }
    }
}
