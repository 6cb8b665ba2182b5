<?php
/*
 * Makes PHP source from the recorded API: what a user of the package may write, in the package's own words. Runs
 * nothing.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class ChildSource
{
    private const BUILTIN = [
        'array', 'bool', 'callable', 'false', 'float', 'int', 'iterable', 'mixed', 'never', 'null', 'object', 'parent',
        'self', 'static', 'string', 'true', 'void',
    ];

    /**
     * @param array<string, array> $classes the recorded classes, by name
     * @param array<string, string> $renamed recorded class => the class that stands in its place
     * @param array<string, array<string, array>> $widened class => method => parameter => what of it is wider than
     *                                                     recorded, and has to be in a child
     */
    public function __construct(private array $classes, private array $renamed, private array $widened = [])
    {
    }

    /**
     * A child that redeclares each protected property, and overrides each method by one that notes the call and calls
     * its parent.
     *
     * @param list<string> $leftOut methods that it does not override
     */
    public function child(string $class, string $name, array $leftOut = []): string
    {
        $body = [];
        $probed = [];
        foreach ($this->lineage($class) as $shape) {
            foreach ($shape['properties'] as $property => $declared) {
                if ($declared['visibility'] === 'private' || isset($body[$property])) {
                    continue;
                }
                $body[$property] = '    ' . $this->property($property, $declared) . "\n";
                if (!($declared['static'] ?? false)) {
                    $probed[] = $property;
                }
            }
        }
        $methods = [];
        foreach ($this->lineage($class) as $shape) {
            foreach ($shape['methods'] as $method => $declared) {
                foreach ($this->widened[$class][$method] ?? [] as $index => $wider) {
                    $declared['params'][$index] = $wider + $declared['params'][$index];
                }
                if ($declared['visibility'] !== 'private' && !$declared['abstract'] && !in_array($method, $leftOut, true)) {
                    $methods[$method] ??= $this->method($method, $declared, 'parent::');
                }
            }
        }
        $probe = '    public function probe(): array { return Calls::probe(fn(string $name) => isset($this->$name) '
            . '? $this->$name : null, ' . var_export($probed, true) . "); }\n";
        return 'class ' . $name . ' extends \\' . $this->name($class) . "\n{\n"
            . implode('', $body) . implode('', $methods) . $probe . "}\n";
    }

    /** An implementation of an interface: each method notes the call and answers what the scene has for it. */
    public function implementation(string $interface, string $name): string
    {
        $methods = '';
        foreach ($this->interfaceMethods($interface) as $method => $declared) {
            $methods .= $this->method($method, $declared, null);
        }
        return 'class ' . $name . ' implements \\' . $this->name($interface) . "\n{\n"
            . "    public function __construct(public string \$is, public array \$answers = []) {}\n$methods}\n";
    }

    /** @return array<string, array> */
    private function interfaceMethods(string $interface): array
    {
        $methods = $this->shape($interface)['methods'];
        foreach ($this->shape($interface)['interfaces'] as $parent) {
            $methods += isset($this->classes[$parent]) ? $this->interfaceMethods($parent) : [];
        }
        return $methods;
    }

    /** @return list<array> the class and its recorded parents */
    private function lineage(string $class): array
    {
        $lineage = [];
        for (; isset($this->classes[$class]); $class = (string)$this->classes[$class]['parent']) {
            $lineage[] = $this->shape($class);
        }
        return $lineage;
    }

    private function shape(string $class): array
    {
        return $this->classes[$class];
    }

    private function property(string $name, array $declared): string
    {
        $type = isset($declared['type']) ? $this->type($declared['type']) . ' ' : '';
        $default = array_key_exists('default', $declared) ? ' = ' . var_export($declared['default'], true) : '';
        $static = $declared['static'] ?? false ? 'static ' : '';
        return "{$declared['visibility']} $static$type\$$name$default;";
    }

    private function method(string $name, array $declared, ?string $parent): string
    {
        $parameters = implode(', ', array_map($this->parameter(...), $declared['params']));
        $arguments = implode(', ', array_map(
            static fn(array $one): string => (($one['variadic'] ?? false) ? '...' : '') . "\${$one['name']}",
            $declared['params']
        ));
        $returns = ($declared['returnType'] ?? null) === null ? '' : ': ' . $this->type($declared['returnType']);
        $modifiers = $declared['visibility'] . ($declared['static'] ? ' static' : '');
        $return = in_array($returns, [': void', ': never'], true) ? '' : 'return ';
        $note = $parent !== null
            ? "Calls::note('', __FUNCTION__, [$arguments]); {$return}{$parent}$name($arguments);"
            : "{$return}Calls::answer(\$this, __FUNCTION__, [$arguments], " . var_export(ltrim($returns, ': '), true) . ');';
        return "    $modifiers function $name($parameters)$returns { $note }\n";
    }

    private function parameter(array $declared): string
    {
        $type = isset($declared['type']) ? $this->type($declared['type']) . ' ' : '';
        $default = array_key_exists('default', $declared) ? ' = ' . var_export($declared['default'], true) : '';
        $variadic = ($declared['variadic'] ?? false) ? '...' : '';
        return "$type$variadic\${$declared['name']}$default";
    }

    private function type(string $type): string
    {
        return (string)preg_replace_callback(
            '~[\w\\\\]+~',
            fn(array $name): string => in_array(strtolower($name[0]), self::BUILTIN, true)
                ? $name[0]
                : '\\' . $this->name($name[0]),
            $type
        );
    }

    private function name(string $class): string
    {
        return $this->renamed[$class] ?? $class;
    }
}
