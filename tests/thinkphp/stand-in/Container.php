<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: the container.
 */
declare(strict_types=1);

namespace think;

use ArrayIterator;
use Closure;
use IteratorAggregate;
use Psr\Container\ContainerInterface;
use ReflectionFunction;
use ReflectionFunctionAbstract;
use ReflectionMethod;
use ReflectionNamedType;
use RuntimeException;
use Traversable;

class Container implements ContainerInterface, IteratorAggregate
{
    protected static $instance;
    protected $instances = [];
    protected $bind = [];

    public static function getInstance()
    {
        return static::$instance ??= new static();
    }

    public static function setInstance($instance): void
    {
        static::$instance = $instance;
    }

    public function get(string $abstract)
    {
        return $this->has($abstract) ? $this->make($abstract) : throw new RuntimeException("class not exists: $abstract");
    }

    public function bind(string|array $abstract, $concrete = null)
    {
        if (is_object($concrete) && !$concrete instanceof Closure) {
            return $this->instance($abstract, $concrete);
        }
        foreach (is_array($abstract) ? $abstract : [$abstract => $concrete] as $name => $it) {
            $this->bind[$name] = $it;
        }
        return $this;
    }

    public function getAlias(string $abstract): string
    {
        $bound = $this->bind[$abstract] ?? null;
        return is_string($bound) ? $this->getAlias($bound) : $abstract;
    }

    public function instance(string $abstract, $instance)
    {
        $this->instances[$this->getAlias($abstract)] = $instance;
        return $this;
    }

    public function bound(string $abstract): bool
    {
        return isset($this->bind[$abstract]) || isset($this->instances[$abstract]);
    }

    public function has(string $name): bool
    {
        return $this->bound($name);
    }

    public function exists(string $abstract): bool
    {
        return isset($this->instances[$this->getAlias($abstract)]);
    }

    public function make(string $abstract, array $vars = [], bool $newInstance = false)
    {
        $abstract = $this->getAlias($abstract);
        if (isset($this->instances[$abstract]) && !$newInstance) {
            return $this->instances[$abstract];
        }
        $concrete = $this->bind[$abstract] ?? null;
        $object = $concrete instanceof Closure ? $this->invokeFunction($concrete, $vars) : $this->invokeClass($abstract, $vars);
        // It keeps all that it makes.
        return $newInstance ? $object : $this->instances[$abstract] = $object;
    }

    public function delete(string $name)
    {
        unset($this->instances[$this->getAlias($name)]);
    }

    public function invokeFunction(string|Closure $function, array $vars = [])
    {
        return $function(...$this->bindParams(new ReflectionFunction($function), $vars));
    }

    public function invoke($callable, array $vars = [], bool $accessible = false)
    {
        if (!is_array($callable)) {
            return $this->invokeFunction($callable, $vars);
        }
        $method = new ReflectionMethod(...$callable);
        return $method->invokeArgs($callable[0], $this->bindParams($method, $vars));
    }

    public function invokeClass(string $class, array $vars = [])
    {
        class_exists($class) || throw new RuntimeException("class not exists: $class");
        return method_exists($class, '__construct')
            ? new $class(...$this->bindParams(new ReflectionMethod($class, '__construct'), $vars))
            : new $class();
    }

    protected function bindParams(ReflectionFunctionAbstract $reflect, array $vars = []): array
    {
        $arguments = [];
        foreach ($reflect->getParameters() as $parameter) {
            $type = $parameter->getType();
            $arguments[] = match (true) {
                $type instanceof ReflectionNamedType && !$type->isBuiltin() => $this->make($type->getName()),
                $vars !== [] => array_shift($vars),
                default => $parameter->getDefaultValue(),
            };
        }
        return $arguments;
    }

    public function __get($name)
    {
        return $this->get($name);
    }

    public function getIterator(): Traversable
    {
        return new ArrayIterator($this->instances);
    }
}
