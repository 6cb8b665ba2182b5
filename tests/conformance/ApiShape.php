<?php
/*
 * What reflection says of a class or function, as plain arrays of texts that can be compared and kept as JSON:
 *
 *     kind ("class", "abstract class", "interface", …) · parent · interfaces (sorted) · constants (name => text)
 *     properties (name => text) · methods (name => modifiers, parameters (list of texts), returns)
 *
 * Members are those the class declares itself, or has from a native parent that exists for its sake alone.
 * Private ones are left out. Knows neither the recorded data nor the stubs.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class ApiShape
{
    /** The namespace of native classes whose children are what user code sees. */
    private const NATIVE = 'NetsvrBusiness\\Native\\';

    /** @return list<string> the classes of an extension by their own names, without the others that some have */
    public static function classNames(\ReflectionExtension $extension): array
    {
        return array_map(
            static fn(\ReflectionClass $class): string => $class->name,
            array_values(array_filter(
                $extension->getClasses(),
                static fn(\ReflectionClass $class, string $name): bool => $class->name === $name,
                ARRAY_FILTER_USE_BOTH
            ))
        );
    }

    public static function ofClass(string $name): array
    {
        $class = new \ReflectionClass($name);
        $interfaces = $class->getInterfaceNames();
        sort($interfaces);
        $shape = [
            'kind' => self::kind($class),
            'parent' => $class->getParentClass() ? $class->getParentClass()->name : null,
            'interfaces' => $interfaces,
            'constants' => [],
            'properties' => [],
            'methods' => [],
        ];
        foreach ($class->getReflectionConstants() as $constant) {
            if (self::belongs($constant, $class)) {
                $visibility = implode(' ', \Reflection::getModifierNames($constant->getModifiers()));
                $shape['constants'][$constant->name] = self::constant($visibility, $constant->getValue());
            }
        }
        foreach ($class->getProperties() as $property) {
            if (self::belongs($property, $class)) {
                $text = implode(' ', \Reflection::getModifierNames($property->getModifiers()))
                    . ' ' . self::type($property->getType());
                $shape['properties'][$property->name] = rtrim($text)
                    . ($property->hasDefaultValue() ? ' = ' . self::value($property->getDefaultValue()) : '');
            }
        }
        foreach ($class->getMethods() as $method) {
            if (self::belongs($method, $class)) {
                $shape['methods'][$method->name] = self::ofMethod($method);
            }
        }
        ksort($shape['constants']);
        ksort($shape['properties']);
        ksort($shape['methods']);
        return $shape;
    }

    public static function ofMethod(\ReflectionMethod $method): array
    {
        return ['modifiers' => implode(' ', \Reflection::getModifierNames($method->getModifiers()))]
            + self::ofFunction($method);
    }

    public static function ofFunction(\ReflectionFunctionAbstract $function): array
    {
        return [
            'parameters' => array_map(
                static fn(\ReflectionParameter $parameter): string => self::parameter(
                    $parameter->name,
                    self::type($parameter->getType()),
                    $parameter->isOptional(),
                    $parameter->isDefaultValueAvailable() ? [$parameter->getDefaultValue()] : [],
                    $parameter->isPassedByReference(),
                    $parameter->isVariadic()
                ),
                $function->getParameters()
            ),
            'returns' => self::type($function->getReturnType() ?? $function->getTentativeReturnType()),
        ];
    }

    /** @param array{}|array{mixed} $default */
    public static function parameter(
        string $name,
        string $type,
        bool $optional,
        array $default,
        bool $byReference = false,
        bool $variadic = false
    ): string {
        $text = ltrim("$type ") . ($byReference ? '&' : '') . ($variadic ? '...' : '') . "\$$name";
        return match (true) {
            $default !== [] => "$text = " . self::value($default[0]),
            $optional && !$variadic => "$text, optional",
            default => $text,
        };
    }

    public static function constant(string $visibility, mixed $value): string
    {
        return "$visibility " . self::value($value);
    }

    /** A type with the members of a union in alphabetical order; empty when there is none. */
    public static function type(null|string|\ReflectionType $type): string
    {
        $members = explode('|', (string)$type);
        sort($members);
        return implode('|', $members);
    }

    private static function value(mixed $value): string
    {
        return json_encode($value, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_PRESERVE_ZERO_FRACTION);
    }

    private static function kind(\ReflectionClass $class): string
    {
        return match (true) {
            $class->isInterface() => 'interface',
            $class->isTrait() => 'trait',
            default => ($class->isFinal() ? 'final ' : '') . ($class->isAbstract() ? 'abstract ' : '') . 'class',
        };
    }

    private static function belongs(
        \ReflectionMethod|\ReflectionProperty|\ReflectionClassConstant $member,
        \ReflectionClass $class
    ): bool {
        $declaring = $member->getDeclaringClass();
        $own = $declaring->name === $class->name;
        $fromNative = $class->getParentClass()
            && $declaring->name === $class->getParentClass()->name
            && str_starts_with($declaring->name, self::NATIVE);
        return !$member->isPrivate() && ($own || $fromNative);
    }
}
