<?php
/*
 * Makes the handler of `netsvr:work`.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Work;

use InvalidArgumentException;
use NetsvrBusiness\Contract\EventInterface;
use think\App;

/** @internal */
final class HandlerFactory
{
    /** @var class-string<EventInterface> of the handlers */
    public readonly string $class;

    /**
     * @param mixed $name as configured: of a class, or of a binding of the container
     * @throws InvalidArgumentException when that is no handler
     */
    public function __construct(private readonly App $app, private readonly mixed $name)
    {
        if (!is_string($name) || $name === '') {
            throw new InvalidArgumentException('netsvr: work.handler in config/netsvr.php names no class (in .env NETSVR_HANDLER):'
                . ' php think netsvr:make-handler writes one; name it there');
        }
        if (!class_exists($name) && !$app->bound($name)) {
            throw new InvalidArgumentException(
                "netsvr: there is no class $name for work.handler in config/netsvr.php (in .env NETSVR_HANDLER):"
                . ' write its full name, as the autoloader knows it'
            );
        }
        $handler = $this->make();
        if (!$handler instanceof EventInterface) {
            throw new InvalidArgumentException(sprintf(
                'netsvr: work.handler in config/netsvr.php (in .env NETSVR_HANDLER): %s does not implement %s; name a class that does',
                get_debug_type($handler),
                EventInterface::class
            ));
        }
        $this->class = $handler::class;
    }

    /** For one event; one that is kept between events is the same each time. */
    public function make(): object
    {
        return $this->app->make($this->name);
    }
}
