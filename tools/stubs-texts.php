<?php
/*
 * The texts of the extension in one of two languages, English ('') and Chinese ('zh-CN'): of its classes, methods, functions,
 * messages and their fields. For stubs.php and reference.php.
 */
declare(strict_types=1);

namespace NetsvrTools;

use NetsvrTests\Conformance\Api;

require_once __DIR__ . '/stubs-shapes.php';
require_once __DIR__ . '/stubs-translation.php';

const LANGUAGES = ['', 'zh-CN'];

/** The few words that the tools write themselves. */
const WORDS = [
    '' => [
        'head' => 'Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.',
        'list' => 'list of %s', 'map' => 'map of %s to %s', 'between' => ': ', 'end' => '.',
        'fields' => 'Fields (number, type):', 'no fields' => 'It has no fields.',
    ],
    'zh-CN' => [
        'head' => '由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。',
        'list' => '%s 的列表', 'map' => '%s 到 %s 的映射', 'between' => '：', 'end' => '。',
        'fields' => '字段（编号，类型）：', 'no fields' => '没有字段。',
    ],
];

/** What stubs-docs.php describes, for an API, with the words of the language under 'words'; translated lines are that wide. */
function docs(Api $api, string $language, int $width = 110): array
{
    $docs = require __DIR__ . '/stubs-docs.php';
    if ($api->is8()) {
        $docs = (require __DIR__ . '/stubs-docs-v8.php')($docs);
    }
    return ($language === '' ? $docs : translated($docs, $api, $width)) + ['words' => WORDS[$language]];
}

/** The same in Chinese. Ends the script when the catalogue and the English texts do not fit. */
function translated(array $docs, Api $api, int $width): array
{
    [$file, $catalogue] = ['stubs-docs-zh.php', require __DIR__ . '/stubs-docs-zh.php'];
    $own = $catalogue;
    if ($api->is8()) {
        [$file, $of8] = ['stubs-docs-zh-v8.php', require __DIR__ . '/stubs-docs-zh-v8.php'];
        $inItsWords = static fn(string $text): string => strtr($text, $of8['words']);
        $catalogue = $of8['sentences'] + array_combine(
            array_map($inItsWords, array_keys($catalogue)),
            array_map($inItsWords, $catalogue)
        ) + $catalogue;
        $own = $of8['sentences'];
    }
    $translation = new Translation($catalogue, $width);
    $docs = $translation->docs($docs);
    foreach ($translation->missing() as $sentence) {
        fail("tools/$file has no Chinese for this sentence of $sentence");
    }
    foreach ($translation->surplus($own) as $sentence) {
        fail("tools/$file has a sentence that no text has: $sentence");
    }
    return $docs;
}

/** What a field of a message holds. */
function fieldText(string $message, string $field, array $docs): string
{
    return $docs['fields']["$message.$field"] ?? $docs['fields'][$field] ?? fail("no text for the field $message.$field");
}

/** How the type of a field is written. */
function fieldType(array $field, array $words): string
{
    return match ($field['shape']) {
        'repeated' => sprintf($words['list'], $field['type']),
        'map' => sprintf($words['map'], $field['key'], $field['type']),
        default => $field['type'],
    };
}

/** The texts of a message and its accessors. */
function messageTexts(string $name, array $fields, array $docs): array
{
    $words = $docs['words'];
    $lines = [];
    $methods = [];
    foreach ($fields as $field => $is) {
        $what = fieldText($name, $field, $docs);
        $lines[] = sprintf('- `%s` (%d, %s)%s%s', $field, $is['number'], fieldType($is, $words), $words['between'], $what);
        $type = phpType($is['type']);
        $key = phpType($is['key'] ?: 'string');
        [$get, $set] = match ($is['shape']) {
            'repeated' => ["RepeatedField<$type>", "iterable<$type>"],
            'map' => ["MapField<$key, $type>", "iterable<$key, $type>"],
            default => [$type, $type],
        };
        $note = $docs['types'][$is['type']] ?? $docs['types']['message'];
        $sentence = ucfirst($what) . $words['end'];
        $methods['get' . ucfirst($field)] = "$sentence\n\n@return $get" . ($note['get'] === '' ? '' : " {$note['get']}");
        $methods['set' . ucfirst($field)] = "$sentence\n\n@param $set \$var" . ($note['set'] === '' ? '' : " {$note['set']}")
            . "\n@return \$this\n" . implode("\n", array_map(static fn(string $line): string => "@throws $line", $note['throws']));
    }
    $text = $docs['messages'][$name] . "\n\n";
    $text .= $lines === [] ? $words['no fields'] : "{$words['fields']}\n" . implode("\n", $lines);
    return ['class' => $text, 'methods' => $methods];
}
