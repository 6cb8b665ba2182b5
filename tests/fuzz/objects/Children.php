<?php
/*
 * Writes the classes that user code would: children of the extension's classes and implementations of its interfaces.
 * Their names say what they do (a set of the flags below and the class they come from), so that the same name always
 * means the same class. Every method calls user code of the sequence (Hook) first.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz\Objects;

use ReflectionClass;
use ReflectionMethod;
use ReflectionNamedType;
use ReflectionParameter;
use ReflectionProperty;
use ReflectionType;

final class Children
{
    private const SPACE = 'Fuzzed\\';
    /** overrides every method, and goes on to the parent's */
    private const OVERRIDES = 1;
    /** has a destructor */
    private const DESTRUCTS = 2;
    /** has the methods that PHP calls by itself */
    private const MAGIC = 4;
    /** declares the protected properties anew, as public ones */
    private const REDECLARES = 8;
    public const KINDS = 16;

    public static function register(): void
    {
        spl_autoload_register(static function (string $class): void {
            if (preg_match('~^Fuzzed\\\\c(\d+)\\\\(.+)$~', $class, $parts) === 1) {
                self::declare((int)$parts[1], $parts[2]);
            }
        });
    }

    public static function name(string $parent, int $kind): string
    {
        return self::SPACE . "c$kind\\" . $parent;
    }

    private static function declare(int $kind, string $parent): void
    {
        $class = new ReflectionClass($parent);
        $members = self::access();
        foreach ($class->getMethods() as $method) {
            if ($method->isFinal() || $method->isPrivate() || $method->isDestructor()) {
                continue;
            }
            if ($method->isAbstract() || $kind & self::OVERRIDES) {
                $members .= self::method($method);
            }
        }
        if ($kind & self::DESTRUCTS) {
            $upwards = $class->hasMethod('__destruct') ? 'parent::__destruct();' : '';
            $members .= 'public function __destruct() { \\' . Hook::class . "::destruct(\$this); $upwards }\n";
        }
        if ($kind & self::MAGIC) {
            $members .= self::magic($class);
        }
        if ($kind & self::REDECLARES) {
            foreach ($class->getProperties() as $property) {
                $members .= self::property($property);
            }
        }
        $at = (int)strrpos($parent, '\\');
        $relation = $class->isInterface() ? 'implements' : 'extends';
        $attribute = $kind % 3 === 0 ? '#[\AllowDynamicProperties] ' : '';
        eval('namespace ' . self::SPACE . "c$kind\\" . substr($parent, 0, $at) . ";\n"
            . $attribute . 'class ' . substr($parent, $at + 1) . " $relation \\$parent {\n$members}");
    }

    /** What Reflection does from outside, from inside. */
    private static function access(): string
    {
        return <<<'PHP'
            public function &fuzzReference(string $name) { return $this->$name; }
            public function fuzzUnset(string $name): void { unset($this->$name); }
            public function fuzzWrite(string $name, mixed $value): void { $this->$name = $value; }
            public function fuzzReferences(): array {
                $all = [];
                foreach ($this as $name => &$value) { $all[$name] = &$value; }
                return $all;
            }

            PHP;
    }

    private static function magic(ReflectionClass $class): string
    {
        $hook = '\\' . Hook::class;
        $methods = [
            '__get' => "public function &__get(\$name) { $hook::enter(\$this, '__get'); \$value = $hook::value(); return \$value; }",
            '__set' => "public function __set(\$name, \$value) { $hook::enter(\$this, '__set'); }",
            '__isset' => "public function __isset(\$name) { $hook::enter(\$this, '__isset'); return true; }",
            '__unset' => "public function __unset(\$name) { $hook::enter(\$this, '__unset'); }",
            '__call' => "public function __call(\$name, \$arguments) { $hook::enter(\$this, '__call'); return $hook::value(); }",
            '__tostring' => "public function __toString(): string { $hook::enter(\$this, '__toString'); return 'text'; }",
            '__clone' => "public function __clone() { $hook::enter(\$this, '__clone'); }",
            '__debuginfo' => "public function __debugInfo() { $hook::enter(\$this, '__debugInfo'); return [1]; }",
            '__sleep' => "public function __sleep() { $hook::enter(\$this, '__sleep'); return ['none']; }",
            '__wakeup' => "public function __wakeup() { $hook::enter(\$this, '__wakeup'); }",
        ];
        $methods = array_filter($methods, static fn(string $name): bool => !$class->hasMethod($name), ARRAY_FILTER_USE_KEY);
        return implode("\n", $methods) . "\n";
    }

    private static function property(ReflectionProperty $property): string
    {
        $declaring = $property->getDeclaringClass();
        if ($property->isPrivate() || $declaring->getExtensionName() !== 'netsvr') {
            return '';
        }
        $default = $property->hasDefaultValue() && ($property->hasType() || $property->getDefaultValue() !== null)
            ? ' = ' . var_export($property->getDefaultValue(), true) : '';
        return 'public ' . ($property->isStatic() ? 'static ' : '') . self::type($property->getType(), $declaring)
            . " \${$property->getName()}$default;\n";
    }

    private static function method(ReflectionMethod $method): string
    {
        $declaring = $method->getDeclaringClass();
        $parameters = array_map(
            static fn(ReflectionParameter $one): string => self::parameter($one, $declaring),
            $method->getParameters()
        );
        $arguments = array_map(
            static fn(ReflectionParameter $one): string => ($one->isVariadic() ? '...' : '') . '$' . $one->getName(),
            $method->getParameters()
        );
        $name = $method->getName();
        $returned = $method->getReturnType() ?? $method->getTentativeReturnType();
        $type = self::type($returned, $declaring);
        $self = $method->isStatic() ? 'null' : '$this';
        $hook = '\\' . Hook::class;
        $body = "$hook::enter($self, '$name'); ";
        $call = "parent::$name(" . implode(', ', $arguments) . ')';
        if (in_array($type, ['void ', 'never '], true) || $method->isConstructor()) {
            $body .= $method->isAbstract() ? '' : ($method->isConstructor() ? "if ($hook::goesUp()) { $call; }" : "$call;");
        } elseif ($method->isAbstract()) {
            $body .= "return $hook::result(" . var_export(trim($type), true) . ", '$name');";
        } else {
            $result = str_starts_with($name, '__') ? '$result' : "$hook::leave(\$result)";
            $body .= "\$result = $call; return $result;";
        }
        return ($method->isPublic() ? 'public ' : 'protected ') . ($method->isStatic() ? 'static ' : '') . 'function '
            . ($method->returnsReference() ? '&' : '') . $name . '(' . implode(', ', $parameters) . ')'
            . ($type === '' ? '' : ": $type") . " { $body }\n";
    }

    private static function parameter(ReflectionParameter $parameter, ReflectionClass $declaring): string
    {
        $default = '';
        if ($parameter->isOptional() && !$parameter->isVariadic()) {
            $default = ' = ' . ($parameter->isDefaultValueAvailable() ? var_export($parameter->getDefaultValue(), true) : 'null');
        }
        return self::type($parameter->getType(), $declaring) . ($parameter->isPassedByReference() ? '&' : '')
            . ($parameter->isVariadic() ? '...' : '') . '$' . $parameter->getName() . $default;
    }

    private static function type(?ReflectionType $type, ReflectionClass $declaring): string
    {
        if ($type === null) {
            return '';
        }
        if (!$type instanceof ReflectionNamedType) {
            return implode('|', array_map(
                static fn(ReflectionType $one): string => trim(self::type($one, $declaring)),
                $type->getTypes()
            )) . ' ';
        }
        $name = $type->getName();
        $name = match (true) {
            $name === 'self' => '\\' . $declaring->getName(),
            $type->isBuiltin() || $name === 'static' => $name,
            default => "\\$name",
        };
        $nullable = $type->allowsNull() && !in_array($name, ['mixed', 'null'], true);
        return ($nullable ? '?' : '') . "$name ";
    }
}
