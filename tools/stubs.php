<?php
/*
 * Makes php-stubs/v4, or v8 with netsvr.api=8, from the loaded extension by reflection, one file for each class and
 * one for the functions:
 *
 *     php -n -d extension=… -d netsvr.functions=1 tools/stubs.php            writes the folder
 *     php -n -d extension=… -d netsvr.functions=1 tools/stubs.php --check    compares, one test for each file
 *
 * The texts are in stubs-docs.php and, where API 8 differs, in stubs-docs-v8.php; the fields of messages are read from
 * proto/. A member without a text, and a
 * text without its member (unless tests/conformance/api-differences.php says that it is still to come), end the
 * script with status 2. Status 1: --check found a difference.
 */
declare(strict_types=1);

namespace NetsvrTools;

use NetsvrTests\Conformance\Api;

require __DIR__ . '/../tests/support/autoload.php';
error_reporting(E_ALL);
\NetsvrTests\Support\requirePsr();

const ROOT = __DIR__ . '/..';
const BODY = "throw new \\Error('the netsvr extension is not loaded');";

/** @return never */
function fail(string $why): void
{
    fwrite(STDERR, "stubs.php: $why\n");
    exit(2);
}

/** The messages of proto/: name => fields (name => number, shape: single, repeated or map, type, key type). */
function messages(string $proto): array
{
    $proto = (string)preg_replace('~//.*~', '', $proto);
    preg_match_all('~\bmessage\s+(\w+)\s*\{([^}]*)}~', $proto, $found, PREG_SET_ORDER);
    $messages = [];
    foreach ($found as [, $name, $body]) {
        preg_match_all('~(?:(repeated)\s+)?(?:map<(\w+),\s*(\w+)>|(\w+))\s+(\w+)\s*=\s*(\d+)\s*;~', $body, $fields, PREG_SET_ORDER);
        $messages[$name] = [];
        foreach ($fields as [, $repeated, $key, $value, $type, $field, $number]) {
            $messages[$name][$field] = [
                'number' => (int)$number,
                'shape' => $key !== '' ? 'map' : ($repeated !== '' ? 'repeated' : 'single'),
                'type' => $key !== '' ? $value : $type,
                'key' => $key,
            ];
        }
    }
    return $messages;
}

/** What a value of a protobuf type is in PHP. */
function phpType(string $type): string
{
    return match ($type) {
        'string', 'bytes' => 'string',
        'int32', 'int64', 'uint32' => 'int',
        'bool' => 'bool',
        'float', 'double' => 'float',
        'RegisterRespCode' => 'RegisterRespCode::*',
        default => $type,
    };
}

/** How a field is written in its message's text. */
function fieldType(array $field): string
{
    return match ($field['shape']) {
        'repeated' => "list of {$field['type']}",
        'map' => "map of {$field['key']} to {$field['type']}",
        default => $field['type'],
    };
}

/** The texts of a message and its accessors. */
function messageTexts(string $name, array $fields, array $docs): array
{
    $lines = [];
    $methods = [];
    $article = static fn(string $what): string => $what === '' ? '' : ": $what";
    foreach ($fields as $field => $is) {
        $what = $docs['fields']["$name.$field"] ?? $docs['fields'][$field] ?? fail("no text for the field $name.$field");
        $lines[] = sprintf("- `%s` (%d, %s)%s", $field, $is['number'], fieldType($is), $article($what));
        $type = phpType($is['type']);
        $key = phpType($is['key'] ?: 'string');
        [$get, $set] = match ($is['shape']) {
            'repeated' => ["RepeatedField<$type>", "iterable<$type>"],
            'map' => ["MapField<$key, $type>", "iterable<$key, $type>"],
            default => [$type, $type],
        };
        $note = $docs['types'][$is['type']] ?? $docs['types']['message'];
        $methods['get' . ucfirst($field)] = ucfirst($what) . ".\n\n@return $get" . ($note['get'] === '' ? '' : " {$note['get']}");
        $methods['set' . ucfirst($field)] = ucfirst($what) . ".\n\n@param $set \$var" . ($note['set'] === '' ? '' : " {$note['set']}")
            . "\n@return \$this\n" . implode("\n", array_map(static fn(string $line): string => "@throws $line", $note['throws']));
    }
    $text = $docs['messages'][$name];
    $text .= $lines === [] ? "\n\nIt has no fields." : "\n\nFields (number, type):\n" . implode("\n", $lines);
    return ['class' => $text, 'methods' => $methods];
}

function comment(string $text, string $indent): string
{
    $lines = explode("\n", rtrim($text));
    if (count($lines) === 1) {
        return "$indent/** {$lines[0]} */\n";
    }
    $body = implode('', array_map(static fn(string $line): string => rtrim("$indent * $line") . "\n", $lines));
    return "$indent/**\n$body$indent */\n";
}

function type(\ReflectionType $type): string
{
    if ($type instanceof \ReflectionNamedType) {
        $nullable = $type->allowsNull() && !in_array($type->getName(), ['mixed', 'null'], true);
        return ($nullable ? '?' : '') . ($type->isBuiltin() ? '' : '\\') . $type->getName();
    }
    if (!$type instanceof \ReflectionUnionType) {
        fail("cannot write the type $type");
    }
    return implode('|', array_map(type(...), $type->getTypes()));
}

function value(mixed $value): string
{
    return match (true) {
        $value === null => 'null',
        $value === [] => '[]',
        default => var_export($value, true),
    };
}

function signature(\ReflectionFunctionAbstract $function): string
{
    $parameters = [];
    foreach ($function->getParameters() as $parameter) {
        $text = ($parameter->hasType() ? type($parameter->getType()) . ' ' : '')
            . ($parameter->isPassedByReference() ? '&' : '') . ($parameter->isVariadic() ? '...' : '')
            . "\${$parameter->name}";
        $parameters[] = $text . ($parameter->isDefaultValueAvailable() ? ' = ' . value($parameter->getDefaultValue()) : '');
    }
    $returns = $function->getReturnType() ?? $function->getTentativeReturnType();
    return sprintf(
        'function %s(%s)%s',
        $function->getShortName(),
        implode(', ', $parameters),
        $returns === null ? '' : ': ' . type($returns)
    );
}

function head(string $namespace): string
{
    return "<?php\n// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.\n\nnamespace $namespace;\n\n";
}

/** The names an interface or class states itself: not what it has from its parent or from another interface. */
function statedInterfaces(\ReflectionClass $class): array
{
    $names = $class->getInterfaceNames();
    $had = $class->getParentClass() ? $class->getParentClass()->getInterfaceNames() : [];
    foreach ($names as $name) {
        array_push($had, ...(new \ReflectionClass($name))->getInterfaceNames());
    }
    return array_map(static fn(string $name): string => "\\$name", array_values(array_diff($names, $had)));
}

function classStub(\ReflectionClass $class, array $texts): string
{
    $short = $class->getShortName();
    $interfaces = statedInterfaces($class);
    $line = $class->isInterface()
        ? "interface $short" . ($interfaces === [] ? '' : ' extends ' . implode(', ', $interfaces))
        : ($class->isFinal() ? 'final ' : '') . ($class->isAbstract() ? 'abstract ' : '') . "class $short"
            . ($class->getParentClass() ? " extends \\{$class->getParentClass()->name}" : '')
            . ($interfaces === [] ? '' : ' implements ' . implode(', ', $interfaces));
    $groups = ['constants' => [], 'properties' => [], 'methods' => []];
    $used = ['methods' => [], 'properties' => []];
    foreach ($class->getReflectionConstants() as $constant) {
        if ($constant->getDeclaringClass()->name === $class->name && !$constant->isPrivate()) {
            $visibility = implode(' ', \Reflection::getModifierNames($constant->getModifiers()));
            $groups['constants'][] = "    $visibility const {$constant->name} = " . value($constant->getValue()) . ";\n";
        }
    }
    foreach ($class->getProperties() as $property) {
        if ($property->getDeclaringClass()->name !== $class->name || $property->isPrivate()) {
            continue;
        }
        $text = $texts['properties'][$property->name] ?? null;
        $used['properties'][$property->name] = true;
        $default = $property->hasDefaultValue() && ($property->hasType() || $property->getDefaultValue() !== null)
            ? ' = ' . value($property->getDefaultValue())
            : '';
        $groups['properties'][] = ($text === null ? '' : comment($text, '    '))
            . '    ' . implode(' ', \Reflection::getModifierNames($property->getModifiers())) . ' '
            . ($property->hasType() ? type($property->getType()) . ' ' : '') . "\${$property->name}$default;\n";
    }
    foreach ($class->getMethods() as $method) {
        if ($method->getDeclaringClass()->name !== $class->name || $method->isPrivate()) {
            continue;
        }
        $text = $texts['methods'][$method->name] ?? fail("no text for {$class->name}::{$method->name}()");
        $used['methods'][$method->name] = true;
        $modifiers = \Reflection::getModifierNames($method->getModifiers());
        $modifiers = $class->isInterface() ? array_diff($modifiers, ['abstract']) : $modifiers;
        $groups['methods'][] = comment($text, '    ') . '    ' . implode(' ', $modifiers) . ' ' . signature($method)
            . ($method->isAbstract() ? ";\n" : "\n    {\n        " . BODY . "\n    }\n");
    }
    foreach ($used as $kind => $names) {
        foreach (array_diff_key($texts[$kind] ?? [], $names) as $name => $_) {
            fail("a text for {$class->name}::$name, which is not there");
        }
    }
    $members = array_filter([
        implode('', $groups['constants']),
        implode('', $groups['properties']),
        implode("\n", $groups['methods']),
    ]);
    return head($class->getNamespaceName()) . comment($texts['class'], '') . "$line\n{\n" . implode("\n", $members) . "}\n";
}

function functionStubs(string $namespace, array $functions, array $texts): string
{
    $stubs = [];
    foreach ($functions as $function) {
        $text = $texts[$function->name] ?? fail("no text for {$function->name}()");
        $stubs[] = comment($text, '') . signature($function) . "\n{\n    " . BODY . "\n}\n";
    }
    foreach (array_diff(array_keys($texts), array_column($functions, 'name')) as $name) {
        fail("a text for $name(), which is not there");
    }
    return head($namespace) . implode("\n", $stubs);
}

/** @return array<string, string> path below the folder => content */
function stubs(\ReflectionExtension $extension, array $docs): array
{
    $api = Api::current();
    // What only gateway 8.x has stands in its file alone; a message that differs is the one of the API.
    $files = [ROOT . '/proto/netsvr.proto', ROOT . '/proto/netsvr-v6.proto'];
    [$first, $second] = $api->is8() ? array_reverse($files) : $files;
    $messages = messages((string)file_get_contents($first)) + messages((string)file_get_contents($second));
    $texts = $docs['classes'];
    foreach (array_keys($docs['messages']) as $name) {
        $texts[$api->message($name)] = messageTexts($name, $messages[$name] ?? fail("proto/ has no message $name"), $docs);
    }
    $files = [];
    foreach (array_unique([...$extension->getClassNames(), ...array_keys($texts)]) as $name) {
        if (!class_exists($name) && !interface_exists($name)) {
            fail("a text for $name, which is not there");
        }
        $class = new \ReflectionClass($name);
        $files[str_replace('\\', '/', $class->name) . '.php']
            = classStub($class, $texts[$class->name] ?? fail("no text for {$class->name}"));
    }
    $functions = array_values($extension->getFunctions());
    $files['NetsvrBusiness/functions.php'] = functionStubs('NetsvrBusiness', $functions, $docs['functions']);
    ksort($files);
    return $files;
}

/** @return list<string> paths below the folder */
function filesBelow(string $folder): array
{
    if (!is_dir($folder)) {
        return [];
    }
    $found = [];
    $walk = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS));
    foreach ($walk as $file) {
        $found[] = substr($file->getPathname(), strlen($folder) + 1);
    }
    sort($found);
    return $found;
}

/** Compares what should be there with what is; prints a line for each difference. */
function check(array $files, string $folder): bool
{
    [$passed, $failed] = [0, 0];
    foreach (array_unique([...array_keys($files), ...filesBelow($folder)]) as $path) {
        $problem = match (true) {
            !isset($files[$path]) => 'the extension has nothing for it',
            !is_file("$folder/$path") => 'is missing',
            file_get_contents("$folder/$path") !== $files[$path] => 'differs from the extension',
            default => null,
        };
        if ($problem === null) {
            $passed++;
            continue;
        }
        $failed++;
        echo "FAIL php-stubs/" . basename($folder) . "/$path: $problem\n";
    }
    echo $failed === 0 ? '' : "make stubs writes them anew\n";
    echo "$passed passed, $failed failed\n";
    return $failed === 0 && $passed > 0;
}

if (!extension_loaded('netsvr')) {
    fail('the extension netsvr is not loaded: php -n -d extension=/path/to/libnetsvr.so …');
}
$docs = require __DIR__ . '/stubs-docs.php';
if (Api::current()->is8()) {
    $docs = (require __DIR__ . '/stubs-docs-v8.php')($docs);
}
$files = stubs(new \ReflectionExtension('netsvr'), $docs);
$folder = Api::current()->stubs();
if (in_array('--check', $argv, true)) {
    exit(check($files, $folder) ? 0 : 1);
}
foreach (array_diff(filesBelow($folder), array_keys($files)) as $path) {
    unlink("$folder/$path");
}
foreach ($files as $path => $content) {
    is_dir(dirname("$folder/$path")) || mkdir(dirname("$folder/$path"), 0777, true);
    file_put_contents("$folder/$path", $content);
}
printf("php-stubs/%s: %d files\n", basename($folder), count($files));
