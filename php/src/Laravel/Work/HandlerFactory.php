<?php
/*
 * Makes the handler of `netsvr:work`, and the periodic work that its class names.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use Illuminate\Contracts\Container\Container;
use InvalidArgumentException;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Laravel\Broadcasting\Dialect;

/** @internal */
final class HandlerFactory
{
    /** @var class-string<EventInterface> of the handlers */
    public readonly string $class;
    private readonly ?Persistent $persistent;

    /**
     * @param mixed $name as configured: of a class, or of a binding of the container
     * @throws InvalidArgumentException when that is no handler
     */
    public function __construct(private readonly Container $container, private readonly mixed $name)
    {
        if (!is_string($name) || $name === '') {
            throw new InvalidArgumentException('netsvr: work.handler names no class (NETSVR_HANDLER): leave it out, or name yours');
        }
        if (!class_exists($name) && !$container->bound($name)) {
            throw new InvalidArgumentException("netsvr: there is no class $name for work.handler (NETSVR_HANDLER): write its full name, as the autoloader knows it");
        }
        $handler = $container->make($name);
        if (!$handler instanceof EventInterface) {
            throw new InvalidArgumentException(
                sprintf('netsvr: work.handler: %s does not implement %s; name one that does (NETSVR_HANDLER)', get_debug_type($handler), EventInterface::class)
            );
        }
        $this->class = $handler::class;
        $this->persistent = $handler instanceof Persistent ? $handler : null;
    }

    /**
     * The handler of netsvr:work: what `work.handler` names, or what speaks the dialect of the application.
     *
     * @param string|null $name another handler
     * @throws InvalidArgumentException when that is no handler
     */
    public static function configured(Container $container, ?string $name = null): self
    {
        $config = $container->make('config');
        return new self($container, $name ?: $config->get('netsvr.work.handler')
            ?? Dialect::handler($config->get('netsvr.dialect', Dialect::PUSHER)));
    }

    /** For one event; a Persistent one is the same each time. */
    public function make(): EventInterface
    {
        return $this->persistent ?? $this->container->make($this->name);
    }

    /**
     * @return list<Periodic>
     * @throws InvalidArgumentException when the class of the handler names something else
     */
    public function periodic(): array
    {
        $works = [];
        foreach (is_a($this->class, HasPeriodicWork::class, true) ? $this->class::periodic() : [] as $class) {
            $work = $this->container->make($class);
            if (!$work instanceof Periodic) {
                throw new InvalidArgumentException(
                    sprintf('netsvr: %s::periodic(): %s does not implement %s', $this->class, $class, Periodic::class)
                );
            }
            $works[] = $work;
        }
        return $works;
    }
}
