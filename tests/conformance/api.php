<?php
/*
 * Compares the loaded extension with the recorded API of the PHP package, and its stubs in php-stubs/ with the
 * loaded extension, both by reflection, for the API that netsvr.api names:
 *
 *     php -n -d extension=/path/to/libnetsvr.so -d netsvr.functions=1 tests/conformance/api.php [--filter REGEX]
 *
 * Prints one line for each difference. One that api-differences.php expects counts for nothing; an expectation
 * that nothing meets fails. Properties are compared with the stubs alone. One test for each class and function.
 * Exit status 0: all passed, 1: some failed, 2: cannot run.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

require __DIR__ . '/../support/autoload.php';
error_reporting(E_ALL);
\NetsvrTests\Support\requirePsr();
if (!extension_loaded('netsvr')) {
    fwrite(STDERR, "the extension netsvr is not loaded: php -n -d extension=/path/to/libnetsvr.so …\n");
    exit(2);
}

/** The shape that was recorded, in the notation of ApiShape. Its inherited methods are in it where it names them. */
function recordedShape(array $class, array $all): array
{
    $methods = array_map(recordedFunction(...), (array)$class['methods']);
    foreach ($class['inheritedMethods'] ?? [] as $ancestor => $names) {
        foreach ($names as $name) {
            $methods[$name] ??= recordedFunction($all[$ancestor]['methods'][$name]);
        }
    }
    return [
        'kind' => $class['kind'] === 'interface'
            ? 'interface'
            : ($class['final'] ? 'final ' : '') . ($class['abstract'] ? 'abstract ' : '') . $class['kind'],
        'parent' => $class['parent'],
        'interfaces' => $class['interfaces'],
        'constants' => array_map(
            static fn(array $constant): string => ApiShape::constant($constant['visibility'], $constant['value']),
            (array)$class['constants']
        ),
        'methods' => $methods,
    ];
}

function recordedFunction(array $function): array
{
    return ['modifiers' => $function['modifiers'] ?? ''] + [
        'parameters' => array_map(
            static fn(array $parameter): string => ApiShape::parameter(
                $parameter['name'],
                ApiShape::type($parameter['type']),
                $parameter['optional'],
                array_key_exists('default', $parameter) ? [$parameter['default']] : [],
                $parameter['byRef'] ?? false,
                $parameter['variadic'] ?? false
            ),
            $function['params']
        ),
        'returns' => ApiShape::type($function['returnType']),
    ];
}

/** The shape of a loaded class, with those inherited methods that `$wanted` has, too. */
function loadedShape(string $class, array $wanted): array
{
    $shape = ApiShape::ofClass($class);
    unset($shape['properties']);
    foreach (array_keys($wanted['methods']) as $name) {
        if (!isset($shape['methods'][$name]) && method_exists($class, $name)) {
            $shape['methods'][$name] = ApiShape::ofMethod(new \ReflectionMethod($class, $name));
        }
    }
    return $shape;
}

/** @return list<string> a line for each difference between two texts or lists of texts, by what they are of */
function textDifferences(string $of, array $wanted, array $actual): array
{
    $lines = [];
    foreach ($wanted + $actual as $what => $_) {
        $has = $actual[$what] ?? '';
        $should = $wanted[$what] ?? '';
        if ($has !== $should) {
            $lines[] = "$of $what: " . ($has === '' ? 'none' : $has) . ' instead of ' . ($should === '' ? 'none' : $should);
        }
    }
    return $lines;
}

/** @return list<string> */
function functionDifferences(string $name, array $wanted, array $actual): array
{
    $flat = static function (array $shape): array {
        $texts = ['modifiers' => $shape['modifiers'] ?? '', 'return type' => $shape['returns']];
        foreach ($shape['parameters'] as $index => $parameter) {
            $texts['parameter ' . $index + 1] = $parameter;
        }
        return $texts;
    };
    return textDifferences("$name()", $flat($wanted), $flat($actual));
}

/** @return list<string> */
function classDifferences(string $class, array $wanted, array $actual): array
{
    $flat = static fn(array $shape): array => ['kind' => $shape['kind'], 'parent' => $shape['parent'] ?? '']
        + array_fill_keys(array_map(static fn(string $name): string => "interface $name", $shape['interfaces']), 'there');
    $lines = textDifferences($class, $flat($wanted), $flat($actual));
    array_push($lines, ...textDifferences("$class constant", $wanted['constants'], $actual['constants']));
    array_push($lines, ...textDifferences("$class property", $wanted['properties'] ?? [], $actual['properties'] ?? []));
    foreach ($wanted['methods'] + $actual['methods'] as $name => $_) {
        $lines = match (true) {
            !isset($actual['methods'][$name]) => [...$lines, "$class::$name(): missing"],
            !isset($wanted['methods'][$name]) => [...$lines, "$class::$name(): added"],
            default => [
                ...$lines,
                ...functionDifferences("$class::$name", $wanted['methods'][$name], $actual['methods'][$name]),
            ],
        };
    }
    return $lines;
}

/** What the stubs say, loaded by a PHP that has no extension. */
function stubShapes(): array
{
    $folder = Api::current()->stubs();
    $command = implode(' ', array_map(escapeshellarg(...), [PHP_BINARY, '-n', __DIR__ . '/stub-shapes.php', $folder]));
    exec($command, $output, $status);
    if ($status !== 0) {
        return ['problem' => "$folder cannot be loaded (status $status): " . implode(' ', $output)];
    }
    return json_decode(implode("\n", $output), true, 64, JSON_THROW_ON_ERROR);
}

$options = getopt('', ['filter:']);
$pattern = '~' . str_replace('~', '\~', $options['filter'] ?? '') . '~u';
$expected = require __DIR__ . '/api-differences.php';
$recorded = Api::current()->recorded('api');
$extension = new \ReflectionExtension('netsvr');
/** @var array<string, string> $aliases other name of a class => its name */
$aliases = [];
foreach ($extension->getClassNames() as $name) {
    $class = (new \ReflectionClass($name))->name;
    if (strcasecmp($class, $name) !== 0) {
        $aliases[$name] = $class;
    }
}
$classNames = array_values(array_diff($extension->getClassNames(), array_keys($aliases)));
$all = $recorded['classes'] + $recorded['runtime'];

/** @var array<string, list<string>> $found test => differences */
$found = [];
$here = [];
foreach ($all as $name => $class) {
    $ours = $expected['renamed'][$name] ?? $name;
    $here[$ours] = true;
    if (!class_exists($ours) && !interface_exists($ours)) {
        $found[$ours] = ["$ours: missing"];
        continue;
    }
    $wanted = recordedShape($class, $all);
    $found[$ours] = classDifferences($ours, $wanted, loadedShape($ours, $wanted));
}
foreach ($recorded['functions'] as $name => $function) {
    $found["$name()"] = function_exists($name)
        ? functionDifferences($name, recordedFunction($function), ApiShape::ofFunction(new \ReflectionFunction($name)))
        : ["$name(): missing"];
}
foreach (array_diff($classNames, array_keys($here)) as $name) {
    $found[$name] = ["$name: added"];
}
// A message has its name in the namespace of the other API, too.
foreach ($aliases as $alias => $class) {
    $base = substr((string)strrchr($class, '\\'), 1);
    $right = strcasecmp($alias, Api::current()->otherMessage($base)) === 0 && $class === Api::current()->message($base);
    $found["alias of $class"] = $right ? [] : ["$alias: another name of $class"];
}
foreach ($extension->getFunctions() as $name => $function) {
    $found["{$function->name}()"] ??= ["{$function->name}(): added"];
}

$stubs = stubShapes();
$loaded = array_unique([
    ...$classNames,
    ...array_filter(array_keys($here), static fn(string $name): bool => class_exists($name) || interface_exists($name)),
]);
if (isset($stubs['problem'])) {
    $found['stubs'] = [$stubs['problem']];
} else {
    $found['stubs'] = $stubs['problems'];
    foreach (array_unique([...$loaded, ...array_keys($stubs['classes'])]) as $name) {
        $found["stub of $name"] = match (true) {
            !isset($stubs['classes'][$name]) => ["stub of $name: missing"],
            !in_array($name, $loaded, true) => ["stub of $name: the extension has no such class"],
            default => classDifferences("stub of $name", ApiShape::ofClass($name), $stubs['classes'][$name]),
        };
    }
    foreach ($extension->getFunctions() as $function) {
        $name = $function->name;
        $found["stub of $name()"] = isset($stubs['functions'][$name])
            ? functionDifferences("stub of $name", ApiShape::ofFunction($function), $stubs['functions'][$name])
            : ["stub of $name(): missing"];
    }
}

// -- what was expected of all that

$met = [];
$isExpected = static function (string $line) use ($expected, &$met): bool {
    foreach ($expected['rules'] as $rule => $_) {
        $regex = '~^' . str_replace('\*', '[A-Za-z0-9_]*', preg_quote($rule, '~')) . '$~';
        if (preg_match($regex, $line)) {
            $met[$rule] = true;
            return true;
        }
    }
    return false;
};
[$passed, $failed] = [0, 0];
foreach ($found as $test => $lines) {
    $unexpected = array_filter($lines, static fn(string $line): bool => !$isExpected($line));
    if (!preg_match($pattern, $test)) {
        continue;
    }
    foreach ($unexpected as $line) {
        echo "FAIL $line\n";
    }
    if ($unexpected !== []) {
        $failed++;
    } else {
        $passed++;
    }
}
foreach (array_diff_key($expected['rules'], $met) as $what => $_) {
    $failed++;
    echo "FAIL api-differences.php expects a difference that is not there: $what\n";
}
printf("%d passed, %d failed\n", $passed, $failed);
exit($failed === 0 && $passed > 0 ? 0 : 1);
