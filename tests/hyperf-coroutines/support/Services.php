<?php
/*
 * What Hyperf's container is to the library: makes what a test has named, once.
 */
declare(strict_types=1);

namespace NetsvrTests\HyperfCoroutines;

use Closure;
use Hyperf\Contract\StdoutLoggerInterface;
use NetsvrBusiness\Hyperf\MainSockets;
use NetsvrBusiness\Hyperf\Settings;
use Psr\Container\ContainerInterface;

final class Services implements ContainerInterface
{
    public readonly Logger $logger;
    /** @var array<string, object> */
    private array $made = [];

    /**
     * @param array<string, mixed>|null $netsvr config/autoload/netsvr.php
     * @param array<string, Closure(): object> $makes
     */
    public function __construct(?array $netsvr, private array $makes = [])
    {
        $this->logger = new Logger();
        $settings = new Settings(new Config($netsvr));
        $this->makes += [
            StdoutLoggerInterface::class => fn() => $this->logger,
            Settings::class => fn() => $settings,
            MainSockets::class => fn() => new MainSockets($this, $settings, $this->logger),
        ];
    }

    public function get(string $id): object
    {
        return $this->made[$id] ??= $this->makes[$id]();
    }

    public function has(string $id): bool
    {
        return isset($this->makes[$id]);
    }
}
