<?php
/*
 * Makes php-stubs/v4 and php-stubs/zh-CN/v4, or v8 with netsvr.api=8, from the loaded extension by reflection, one file for
 * each class, one for the functions, and a composer.json:
 *
 *     php -n -d extension=… -d netsvr.functions=1 tools/stubs.php            writes the folders
 *     php -n -d extension=… -d netsvr.functions=1 tools/stubs.php --check    compares, one test for each file
 *
 * The texts are in stubs-docs.php and, where API 8 differs, in stubs-docs-v8.php; the fields of messages are read from
 * proto/. stubs-docs-zh.php has them in Chinese. A member without a text, a text without its member, and a sentence without
 * its Chinese end the script with status 2. Status 1: --check found a difference.
 */
declare(strict_types=1);

namespace NetsvrTools;

use NetsvrTests\Conformance\Api;

require __DIR__ . '/../tests/support/autoload.php';
require __DIR__ . '/stubs-texts.php';
error_reporting(E_ALL);
\NetsvrTests\Support\requirePsr();

const BODY = "throw new \\Error('the netsvr extension is not loaded');";

function comment(string $text, string $indent): string
{
    $lines = explode("\n", rtrim($text));
    if (count($lines) === 1) {
        return "$indent/** {$lines[0]} */\n";
    }
    $body = implode('', array_map(static fn(string $line): string => rtrim("$indent * $line") . "\n", $lines));
    return "$indent/**\n$body$indent */\n";
}

function head(string $namespace, array $docs): string
{
    return "<?php\n// {$docs['words']['head']}\n\nnamespace $namespace;\n\n";
}

function classStub(\ReflectionClass $class, array $texts, array $docs): string
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
    return head($class->getNamespaceName(), $docs) . comment($texts['class'], '') . "$line\n{\n" . implode("\n", $members) . "}\n";
}

function functionStubs(string $namespace, array $functions, array $docs): string
{
    $texts = $docs['functions'];
    $stubs = [];
    foreach ($functions as $function) {
        $text = $texts[$function->name] ?? fail("no text for {$function->name}()");
        $stubs[] = comment($text, '') . signature($function) . "\n{\n    " . BODY . "\n}\n";
    }
    foreach (array_diff(array_keys($texts), array_column($functions, 'name')) as $name) {
        fail("a text for $name(), which is not there");
    }
    return head($namespace, $docs) . implode("\n", $stubs);
}

/** Composer takes the folder as a package for development. It loads nothing of it: the extension has the classes. */
function package(Api $api): string
{
    return json_encode([
        'name' => 'netsvr/netsvr-stubs',
        'description' => "The PHP extension netsvr, API $api->number, for IDEs and static analysers",
        'type' => 'library',
        'keywords' => ['static analysis', 'stubs', 'netsvr', 'websocket'],
        'license' => 'Apache-2.0',
        'require' => ['php' => '>=8.2'],
    ], JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR) . "\n";
}

/** @return array<string, string> path below the folder => content */
function stubs(\ReflectionExtension $extension, array $docs): array
{
    $api = Api::current();
    $messages = messagesOf($api);
    $texts = $docs['classes'];
    $fields = [];
    foreach (array_keys($docs['messages']) as $name) {
        $texts[$api->message($name)] = messageTexts($name, $messages[$name] ?? fail("proto/ has no message $name"), $docs);
        foreach (array_keys($messages[$name]) as $field) {
            $fields[isset($docs['fields']["$name.$field"]) ? "$name.$field" : $field] = true;
        }
    }
    // API 8 has all texts of API 4, those of fields that it lacks, too
    foreach ($api->is8() ? [] : array_diff_key($docs['fields'], $fields) as $name => $_) {
        fail("a text for the field $name, which is not there");
    }
    $files = [];
    foreach (array_unique([...$extension->getClassNames(), ...array_keys($texts)]) as $name) {
        if (!class_exists($name) && !interface_exists($name)) {
            fail("a text for $name, which is not there");
        }
        $class = new \ReflectionClass($name);
        $files[str_replace('\\', '/', $class->name) . '.php']
            = classStub($class, $texts[$class->name] ?? fail("no text for {$class->name}"), $docs);
    }
    $functions = array_values($extension->getFunctions());
    $files['composer.json'] = package($api);
    $files['NetsvrBusiness/functions.php'] = functionStubs('NetsvrBusiness', $functions, $docs);
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

/** Compares what should be there with what is; prints a line for each difference. Gives how many are right. */
function check(array $files, string $folder, string $name): int
{
    $passed = 0;
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
        echo "FAIL $name/$path: $problem\n";
    }
    return $passed;
}

/** Puts the files into the folder, and takes away those that are none of them. */
function write(array $files, string $folder, string $name): void
{
    foreach (array_diff(filesBelow($folder), array_keys($files)) as $path) {
        unlink("$folder/$path");
    }
    foreach ($files as $path => $content) {
        is_dir(dirname("$folder/$path")) || mkdir(dirname("$folder/$path"), 0777, true);
        file_put_contents("$folder/$path", $content);
    }
    printf("%s: %d files\n", $name, count($files));
}

if (!extension_loaded('netsvr')) {
    fail('the extension netsvr is not loaded: php -n -d extension=/path/to/libnetsvr.so …');
}
[$passed, $all] = [0, 0];
foreach (LANGUAGES as $language) {
    $files = stubs(new \ReflectionExtension('netsvr'), docs(Api::current(), $language));
    $folder = Api::current()->stubs($language);
    $name = substr($folder, (int)strpos($folder, 'php-stubs'));
    if (!in_array('--check', $argv, true)) {
        write($files, $folder, $name);
        continue;
    }
    $passed += check($files, $folder, $name);
    $all += count(array_unique([...array_keys($files), ...filesBelow($folder)]));
}
if (in_array('--check', $argv, true)) {
    $failed = $all - $passed;
    echo $failed === 0 ? '' : "make stubs writes them anew\n";
    echo "$passed passed, $failed failed\n";
    exit($failed === 0 && $passed > 0 ? 0 : 1);
}
