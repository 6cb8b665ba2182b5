<?php
/*
 * What Hyperf finds by composer.json: listeners, commands, the class that handles events, and what is published.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Hyperf;

use NetsvrBusiness\Contract\EventInterface;

class ConfigProvider
{
    /** @return array<string, mixed> */
    public function __invoke(): array
    {
        defined('BASE_PATH') || define('BASE_PATH', getcwd());
        $resources = dirname(__DIR__, 2) . '/resources/hyperf';
        return [
            'dependencies' => [
                // Of the application, which may name another one in config/autoload/dependencies.php.
                EventInterface::class => 'App\\Event',
            ],
            'listeners' => [
                Listener\BindNetBusListener::class,
                Listener\CloseListener::class,
            ],
            'commands' => [
                Command\StartWorkerCommand::class,
                Command\StopWorkerCommand::class,
                Command\StatusWorkerCommand::class,
                Command\StatusCommand::class,
                Command\MetricsCommand::class,
            ],
            'publish' => [
                [
                    'id' => 'config',
                    'description' => 'The gateways of netsvr.',
                    'source' => "$resources/netsvr.php",
                    'destination' => BASE_PATH . '/config/autoload/netsvr.php',
                ],
                [
                    'id' => 'event',
                    'description' => 'The class that handles what clients of netsvr do.',
                    'source' => "$resources/Event.php",
                    'destination' => BASE_PATH . '/app/Event.php',
                ],
            ],
        ];
    }
}
