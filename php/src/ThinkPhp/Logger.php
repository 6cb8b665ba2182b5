<?php
/*
 * The log of a ThinkPHP application as a PSR-3 logger for sockets. ThinkPHP's log keeps no context, and fails at values in
 * it that are no text: here the context stands behind the message, as JSON, but for the exception, which the message tells.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp;

use Psr\Log\AbstractLogger;
use think\App;
use Throwable;

final class Logger extends AbstractLogger
{
    private const JSON = JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE
        | JSON_PARTIAL_OUTPUT_ON_ERROR;

    /** Whether it has been said that there is no such channel. */
    private bool $told = false;

    /** @param string|null $channel of config/log.php; null: the one that log.type_channel has for the level, or the default */
    public function __construct(private readonly App $app, private readonly ?string $channel = null)
    {
    }

    /**
     * @param mixed $level
     * @param string|\Stringable $message
     */
    public function log($level, $message, array $context = []): void
    {
        $text = (string)$message;
        $context = array_filter($context, static fn(mixed $value): bool => !$value instanceof Throwable);
        if ($context !== []) {
            $text .= ' ' . json_encode(array_map(self::plain(...), $context), self::JSON);
        }
        $log = $this->app->make('log');
        // Written at once: a request that is killed for its time would take a line that waits for its end with it.
        if ($this->isThere()) {
            $log->channel($this->channel)->record($text, (string)$level, [], false);
        } else {
            $log->record($text, (string)$level, [], false);
        }
    }

    /** Whether the channel is. For one that config/log.php does not have, lines go where all others do: the first says so. */
    private function isThere(): bool
    {
        if ($this->channel === null || $this->channel === '') {
            return false;
        }
        $isThere = $this->app->config->get("log.channels.$this->channel") !== null;
        if (!$isThere && !$this->told) {
            $this->told = true;
            $this->app->make('log')->record(
                "netsvr: log_channel in config/netsvr.php (in .env NETSVR_LOG_CHANNEL) is \"$this->channel\", and config/log.php has no"
                    . ' such channel: this is the default one',
                'warning',
                [],
                false
            );
        }
        return $isThere;
    }

    private static function plain(mixed $value): mixed
    {
        return is_object($value) || is_resource($value) ? get_debug_type($value) : $value;
    }
}
