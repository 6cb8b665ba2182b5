<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/**
 * The native parent of \NetsvrBusiness\Container. Use and extend that class: it is a
 * \Psr\Container\ContainerInterface.
 */
abstract class Container
{
    protected static ?\Psr\Container\ContainerInterface $instance = null;
    protected array $instances = [];
    protected array $closure = [];

    /** Gives the container in use; the first call makes one. */
    public static function getInstance(): \Psr\Container\ContainerInterface
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Makes any PSR-11 container the one in use, that of a framework for example. */
    public static function setInstance(\Psr\Container\ContainerInterface $instance): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Gives what is bound to the id. A closure runs the first time only; its result is kept.
     *
     * @throws \NetsvrBusiness\Exception\ClassNotFoundException when nothing is bound
     */
    public function get(string $id): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Binds an object, or a closure that makes the object at the first get().
     *
     * @param string $id usually the name of an interface, Contract\TaskSocketMangerInterface for example
     * @param object $concrete the object, or a \Closure without parameters
     */
    public function bind(string $id, object $concrete): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Whether something is bound to the id. */
    public function has(string $id): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
