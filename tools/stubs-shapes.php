<?php
/*
 * What the loaded extension has, as PHP code: types, values, signatures by reflection, and the fields of messages from
 * proto/. For stubs.php and reference.php.
 */
declare(strict_types=1);

namespace NetsvrTools;

use NetsvrTests\Conformance\Api;

const ROOT = __DIR__ . '/..';

/** @return never */
function fail(string $why): void
{
    fwrite(STDERR, basename($GLOBALS['argv'][0]) . ": $why\n");
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

/** The messages of an API. What only gateway 8.x has stands in its file alone; a message that differs is the one of the API. */
function messagesOf(Api $api): array
{
    $files = [ROOT . '/proto/netsvr.proto', ROOT . '/proto/netsvr-v6.proto'];
    [$first, $second] = $api->is8() ? array_reverse($files) : $files;
    return messages((string)file_get_contents($first)) + messages((string)file_get_contents($second));
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
