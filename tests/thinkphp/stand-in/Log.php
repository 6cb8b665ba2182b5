<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: log channels, of which each has a file.
 */
declare(strict_types=1);

namespace think;

use InvalidArgumentException;
use Psr\Log\LoggerInterface;
use Psr\Log\LoggerTrait;
use think\log\Channel;

class Log implements LoggerInterface
{
    use LoggerTrait;

    protected $drivers = [];

    public function __construct(protected App $app)
    {
    }

    public function channel(string|array $name = null)
    {
        $config = $this->app->make('config');
        $name = $name ?: $config->get('log.default');
        if ($config->get("log.channels.$name") === null) {
            throw new InvalidArgumentException("Channel [$name] not found.");
        }
        $folder = $config->get("log.channels.$name.path") ?? $this->app->getRuntimePath() . 'log/';
        is_dir($folder) || mkdir($folder);
        return $this->drivers[$name] ??= new Channel($folder . $config->get("log.channels.$name.single") . '.log');
    }

    public function record($msg, string $type = 'info', array $context = [], bool $lazy = true)
    {
        $this->channel($this->app->make('config')->get("log.type_channel.$type"))->record($msg, $type, $context, $lazy);
        return $this;
    }

    public function close(string|array $channel = '*')
    {
        foreach ($this->drivers as $driver) {
            $driver->close();
        }
        return $this;
    }

    public function forgetDriver($name = null)
    {
        unset($this->drivers[$name]);
        return $this;
    }

    public function log($level, $message, array $context = []): void
    {
        $this->record($message, $level, $context);
    }
}
