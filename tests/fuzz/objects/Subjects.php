<?php
/*
 * What is fuzzed: every class and interface of the extension, and those that it declares on first use. All of it comes
 * from Reflection.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use ReflectionClass;
use ReflectionExtension;
use ReflectionMethod;
use ReflectionProperty;

final class Subjects
{
    private const DECLARED_ON_USE = 'NetsvrBusiness\\Native\\';

    /** @var list<class-string> */
    public readonly array $classes;
    /** @var list<class-string> */
    public readonly array $interfaces;
    /** @var list<string> */
    public readonly array $functions;
    /** @var list<ReflectionMethod> */
    private array $statics = [];

    public function __construct()
    {
        $extension = new ReflectionExtension('netsvr');
        $classes = $interfaces = [];
        foreach ($extension->getClasses() as $class) {
            $name = $class->getName();
            if ($class->isInterface()) {
                $interfaces[] = $name;
                continue;
            }
            $classes[] = $name;
            if (str_starts_with($name, self::DECLARED_ON_USE)) {
                $short = substr($name, strlen(self::DECLARED_ON_USE));
                foreach (['', 'Exception\\', 'Workerman\\', 'Contract\\'] as $folder) {
                    if (class_exists("NetsvrBusiness\\$folder$short")) {
                        $classes[] = "NetsvrBusiness\\$folder$short";
                    }
                }
            }
        }
        $this->classes = $classes;
        $this->interfaces = $interfaces;
        $this->functions = array_keys($extension->getFunctions());
        foreach ($classes as $name) {
            foreach ((new ReflectionClass($name))->getMethods(ReflectionMethod::IS_STATIC) as $method) {
                if ($method->getDeclaringClass()->getName() === $name) {
                    $this->statics[] = $method;
                }
            }
        }
    }

    /** @return list<class-string> interfaces of what has a connection */
    public function connecting(): array
    {
        return array_values(array_filter($this->interfaces, static fn(string $one): bool => method_exists($one, 'connect')));
    }

    /** @return list<ReflectionMethod> the static ones of all classes */
    public function statics(): array
    {
        return $this->statics;
    }

    /** Whether it has to do with the extension: others are PHP's own to answer for. */
    public static function has(object $object): bool
    {
        static $known = [];
        return $known[get_class($object)] ??= array_filter(
            [get_class($object), ...class_parents($object), ...class_implements($object)],
            static fn(string $name): bool => (new ReflectionClass($name))->getExtensionName() === 'netsvr'
        ) !== [];
    }

    /** @return list<ReflectionMethod> */
    public static function methods(object $object): array
    {
        $methods = array_filter(
            (new ReflectionClass($object))->getMethods(),
            static fn(ReflectionMethod $method): bool => !$method->isAbstract()
                && !str_starts_with($method->getName(), 'fuzz')
        );
        return array_values($methods);
    }

    /** @return list<ReflectionProperty> those that the extension or a child declares: PHP answers for its own */
    public static function properties(object|string $object): array
    {
        $properties = [];
        for ($class = new ReflectionClass($object); $class; $class = $class->getParentClass()) {
            if ($class->isInternal() && $class->getExtensionName() !== 'netsvr') {
                break;
            }
            foreach ($class->getProperties() as $property) {
                $declaring = $property->getDeclaringClass();
                if ($declaring->isUserDefined() || $declaring->getExtensionName() === 'netsvr') {
                    $properties[$declaring->getName() . '::' . $property->getName()] = $property;
                }
            }
        }
        return array_values($properties);
    }

    /** @return list<class-string> */
    public function implementing(string $type): array
    {
        return array_values(array_filter(
            $this->classes,
            static fn(string $class): bool => is_a($class, $type, true) && (new ReflectionClass($class))->isInstantiable()
        ));
    }
}
