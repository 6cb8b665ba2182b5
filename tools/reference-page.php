<?php
/*
 * The API reference as a page in one language: put together from the texts of the stubs, from the loaded extension by
 * reflection, and from reference-data.php. For reference.php.
 */
declare(strict_types=1);

namespace NetsvrTools;

use NetsvrTests\Conformance\Api;

require_once __DIR__ . '/stubs-texts.php';

const NET_BUS = 'NetsvrBusiness\NetBus';

/** One page in one language. */
final class Reference
{
    private readonly array $docs;
    private readonly array $data;
    private readonly array $messages;
    private readonly int $which;
    /** @var list<string> */
    private array $lines = [];
    /** @var array<string, true> classes and examples that were written */
    private array $written = [];
    private array $examples = [];

    public function __construct(private readonly Api $api, private readonly string $language)
    {
        $this->docs = docs($api, $language, PHP_INT_MAX);
        $this->data = require __DIR__ . '/reference-data.php';
        $this->messages = messagesOf($api);
        $this->which = $language === '' ? 0 : 1;
    }

    public function page(): string
    {
        $this->head();
        $this->netBus();
        foreach ($this->data['classes'] as $group) {
            $this->heading(2, $this->in($group['title']), $this->in($group['text']));
            array_map($this->class(...), $group['classes']);
        }
        $this->functions();
        $this->messages();
        $this->internal();
        $this->heading(2, $this->data['api 8']['title'], $this->in($this->data['api 8']['text']));
        $this->everythingIsThere();
        return implode("\n", $this->lines) . "\n";
    }

    private function head(): void
    {
        $other = $this->language === '' ? '[中文](api-reference.zh-CN.md) · [README](../README.md)' : '[English](api-reference.md) · [README](../README.zh-CN.md)';
        $this->put("# {$this->in($this->data['title'])}", $other, "<!--\nMade by tools/reference.php: `make reference`. Its texts are those of the stubs.\n-->", $this->in($this->data['intro']));
        $this->heading(2, $this->word('contents'));
        $lines = ["- [`NetBus`](#netbus)"];
        foreach ($this->data['groups'] as $group) {
            $names = array_map(static fn(string $name): string => "[`$name`](#" . self::anchor($name) . ')', array_keys($group['methods']));
            $lines[] = "  - {$this->in($group['title'])}{$this->word('colon')}" . implode(' · ', $names);
        }
        foreach ($this->data['classes'] as $group) {
            $names = array_map(fn(string $class): string => "[`{$this->short($class)}`](#" . self::anchor($this->short($class)) . ')', $group['classes']);
            $lines[] = "- {$this->in($group['title'])}{$this->word('colon')}" . implode(' · ', $names);
        }
        foreach (['functions', 'messages', 'internal'] as $part) {
            $lines[] = "- [{$this->in($this->data[$part]['title'])}](#" . self::anchor($this->in($this->data[$part]['title'])) . ')';
        }
        $lines[] = "- [{$this->data['api 8']['title']}](#api-8)";
        $this->put(implode("\n", $lines));
    }

    private function netBus(): void
    {
        $this->written[NET_BUS] = true;
        $this->heading(2, '`NetBus`', $this->prose($this->docs['classes'][NET_BUS]['class']));
        $class = new \ReflectionClass(NET_BUS);
        foreach ($this->data['groups'] as $group) {
            $this->heading(3, $this->in($group['title']), $this->in($group['text']));
            foreach ($group['methods'] as $name => $cost) {
                $this->netBusMethod($class->getMethod($name), $cost);
            }
        }
        $this->heading(3, $this->word('protected'));
        foreach ($this->data['protected'] as $name => $_) {
            $this->written[NET_BUS . "::$name"] = true;
            $this->method($class->getMethod($name), $this->docs['classes'][NET_BUS]['methods'][$name]);
        }
    }

    private function netBusMethod(\ReflectionMethod $method, string $cost): void
    {
        $this->written[NET_BUS . "::$method->name"] = true;
        $text = $this->docs['classes'][NET_BUS]['methods'][$method->name];
        $this->heading(4, $method->name, $this->fence('text', 'NetBus::' . $this->signature($method)), $this->prose($text));
        $this->details($method, $text, $this->data['parameters']);
        $this->put("**{$this->word('cost')}**{$this->word('colon')}{$this->in($this->data['costs'][$cost])}");
        $this->example($method->name);
    }

    /** What tags say: parameters, result, errors. */
    private function details(\ReflectionFunctionAbstract $function, string $text, array $more = []): void
    {
        [$parameters, $result, $errors] = [[], null, []];
        foreach ($this->tags($text) as [$tag, $type, $name, $prose]) {
            match ($tag) {
                'param' => $parameters[$name] = [$type, $prose],
                'return' => $result = [$type, $prose],
                'throws' => $errors[] = "- {$this->classLink($type)}" . ($prose === '' ? '' : "{$this->word('colon')}$prose"),
                default => null,
            };
        }
        $items = [];
        foreach ($function->getParameters() as $parameter) {
            [$type, $prose] = $parameters[$parameter->name] ?? ['', ''];
            $type = $type !== '' ? $type : ($parameter->hasType() ? type($parameter->getType()) : '');
            $prose = $prose !== '' ? $prose : (isset($more[$parameter->name]) ? $this->in($more[$parameter->name]) : '');
            if ($prose === '' && $more !== []) {
                fail("reference-data.php says nothing of the parameter \${$parameter->name} of $function->name()");
            }
            if ($prose !== '' || isset($parameters[$parameter->name])) {
                $items[] = "- `\${$parameter->name}`" . ($type === '' ? '' : " `" . self::line($type) . '`') . ($prose === '' ? '' : "{$this->word('colon')}$prose");
            }
        }
        if ($items !== []) {
            $this->put("**{$this->word('parameters')}**", implode("\n", $items));
        }
        if ($result !== null) {
            [$type, $prose] = $result;
            str_contains($type, "\n")
                ? $this->put("**{$this->word('returns')}**" . ($prose === '' ? '' : "{$this->word('colon')}$prose"), $this->fence('text', $type))
                : $this->put("**{$this->word('returns')}**{$this->word('colon')}`$type`" . ($prose === '' ? '' : ($this->which === 0 ? ' ' : '，') . $prose));
        }
        if ($errors !== []) {
            $this->put("**{$this->word('errors')}**", implode("\n", $errors));
        }
    }

    private function class(string $name): void
    {
        $this->written($name);
        $class = new \ReflectionClass($name);
        $texts = $this->docs['classes'][$name];
        $this->heading(3, str_starts_with($name, 'Netsvr\\') ? $name : $this->short($name), "`$name`", $this->prose($texts['class']));
        $parents = [];
        foreach (['extends' => array_filter([$class->getParentClass() ? "\\{$class->getParentClass()->name}" : '']), $class->isInterface() ? 'extends too' : 'implements' => statedInterfaces($class)] as $how => $names) {
            if ($names !== []) {
                $parents[] = "{$this->word($how)} " . implode(', ', array_map($this->classLink(...), $names));
            }
        }
        if ($parents !== []) {
            $this->put(implode($this->which === 0 ? '. ' : '。', $parents) . $this->docs['words']['end']);
        }
        $this->example($name);
        $own = array_filter($class->getMethods(), static fn(\ReflectionMethod $method): bool => $method->getDeclaringClass()->name === $name && !$method->isPrivate());
        if ($own !== []) {
            $this->put("**{$this->word('methods')}**");
        }
        foreach ($own as $method) {
            $this->method($method, $texts['methods'][$method->name]);
        }
    }

    private function method(\ReflectionMethod $method, string $text): void
    {
        $modifiers = $method->isStatic() ? 'static ' : '';
        $modifiers = ($method->isProtected() ? 'protected ' : '') . $modifiers;
        $this->put($this->fence('text', $modifiers . $this->signature($method)));
        $prose = $this->prose($text);
        $prose === '' || $this->put($prose);
        $this->details($method, $text);
    }

    private function functions(): void
    {
        $this->heading(2, $this->in($this->data['functions']['title']), $this->in($this->data['functions']['text']));
        foreach ((new \ReflectionExtension('netsvr'))->getFunctions() as $function) {
            $text = $this->docs['functions'][$function->name];
            $this->heading(3, $function->getShortName(), $this->fence('text', $this->signature($function)), $this->prose($text));
            $this->details($function, $text);
        }
        $this->example('functions');
    }

    private function messages(): void
    {
        $part = $this->data['messages'];
        $this->heading(2, $this->in($part['title']), $this->in($part['text']));
        array_map($this->class(...), $part['classes']);
        foreach ($this->docs['messages'] as $name => $text) {
            $this->written($this->api->message($name));
            $this->heading(3, $this->api->message($name), $text);
            $rows = [];
            foreach ($this->messages[$name] as $field => $is) {
                $rows[] = sprintf('| `%s` | %d | %s | %s |', $field, $is['number'], fieldType($is, $this->docs['words']), fieldText($name, $field, $this->docs));
            }
            $this->put($rows === [] ? $this->docs['words']['no fields'] : "{$this->word('fields')}\n|---|---|---|---|\n" . implode("\n", $rows));
        }
        foreach ($part['enums'] as $name) {
            $this->class($name);
            $rows = [];
            foreach ((new \ReflectionClass($name))->getReflectionConstants(\ReflectionClassConstant::IS_PUBLIC) as $constant) {
                $rows[] = "| `{$constant->name}` | " . value($constant->getValue()) . ' |';
            }
            $this->put("{$this->word('values')}\n|---|---|\n" . implode("\n", $rows));
        }
    }

    private function internal(): void
    {
        $part = $this->data['internal'];
        $lines = [];
        foreach ($part['classes'] as $name) {
            $this->written($name);
            $lines[] = "- `$name`{$this->word('colon')}" . $this->prose($this->docs['classes'][$name]['class']);
        }
        $this->heading(2, $this->in($part['title']), $this->in($part['text']), implode("\n", $lines));
    }

    private function example(string $of): void
    {
        $example = $this->data['examples'][$of] ?? null;
        if ($example === null) {
            if (isset($this->written[NET_BUS . "::$of"])) {
                fail("reference-examples.php has no example for $of");
            }
            return;
        }
        $this->examples[$of] = true;
        $this->put("**{$this->word('example')}**" . (isset($example['about']) ? $this->word('colon') . $this->in($example['about']) : ''));
        $code = $this->which === 0 ? $example['code'] : strtr($example['code'], $this->data['examples']['texts']);
        $this->put($this->fence('php', $code));
        if (isset($example['output'])) {
            $output = $this->which === 0 ? $example['output'] : ($example['output zh'] ?? $example['output']);
            $this->put($this->word('prints'), "<!-- output -->\n" . $this->fence('text', $output));
        }
    }

    /** Whether each class, each method of NetBus, each example and each text of them has found its place. */
    private function everythingIsThere(): void
    {
        $all = array_map(static fn(\ReflectionClass $class): string => $class->name, (new \ReflectionExtension('netsvr'))->getClasses());
        foreach ((new \ReflectionClass(NET_BUS))->getMethods() as $method) {
            $method->isPrivate() || $all[] = NET_BUS . "::$method->name";
        }
        foreach (array_diff([...$all, ...array_keys($this->docs['classes'])], array_keys($this->written)) as $name) {
            fail("reference-data.php has no place for $name");
        }
        $examples = $this->data['examples'];
        foreach (array_diff(array_keys($examples), array_keys($this->examples), ['texts']) as $name) {
            fail("reference-examples.php has an example for $name, which is not there");
        }
        $code = implode("\n", array_column($examples, 'code'));
        foreach ($examples['texts'] as $text => $_) {
            str_contains($code, $text) || fail("reference-examples.php has Chinese for a text that no example has: $text");
        }
    }

    private function written(string $class): void
    {
        isset($this->written[$class]) && fail("reference-data.php has two places for $class");
        isset($this->docs['classes'][$class]) || isset($this->docs['messages'][$this->short($class)]) || fail("no text for $class");
        $this->written[$class] = true;
    }

    /** The text without its tags and code. */
    private function prose(string $text): string
    {
        $blocks = array_filter(Translation::blocks($text), static fn(string $block): bool => !preg_match('~^(@|    )~', $block));
        $lines = '';
        foreach ($blocks as $block) {
            $lines .= ($lines === '' || (str_starts_with($block, '- ') && preg_match('~\n- [^\n]*$|^- [^\n]*$~', $lines)) ? "\n" : "\n\n") . $block;
        }
        return self::code(trim((string)preg_replace("~\n{3,}~", "\n\n", $lines)));
    }

    /** Settings, calls, variables and classes as code, where they are not yet. */
    private static function code(string $text): string
    {
        $pattern = '~netsvr\.\w+(?: ?= ?\w+)?|(?:\w+::)?\w+\(\)|\$\w+|\\\\?(?:\w+\\\\)+\w+(?:::\w+)?~';
        $parts = preg_split('~(`[^`]*`)~', $text, flags: PREG_SPLIT_DELIM_CAPTURE);
        return implode('', array_map(
            static fn(string $part): string => str_starts_with($part, '`') ? $part : (string)preg_replace($pattern, '`$0`', $part),
            $parts
        ));
    }

    /** @return list<array{string, string, string, string}> tag, type, name of the parameter, prose */
    private function tags(string $text): array
    {
        $tags = [];
        foreach (Translation::blocks($text) as $block) {
            if (str_starts_with($block, '@')) {
                [$head, $prose] = Translation::split($block);
                preg_match('~^@(\w+)\s+(.*?)(?:\s+\$(\w+))?$~s', $head, $found);
                $tags[] = [$found[1], $found[2], $found[3] ?? '', self::code($prose)];
            }
        }
        return $tags;
    }

    private function signature(\ReflectionFunctionAbstract $function): string
    {
        $text = substr(signature($function), strlen('function '));
        // one line that is too long becomes one for each parameter
        if (strlen($text) < 110) {
            return $text;
        }
        [$before, $parameters, $after] = [strstr($text, '(', true), substr($text, strpos($text, '(') + 1, strrpos($text, ')') - strpos($text, '(') - 1), substr($text, strrpos($text, ')'))];
        return "$before(\n    " . str_replace(', ', ",\n    ", $parameters) . "\n$after";
    }

    /** A class, with a link to where it is described. */
    private function classLink(string $name): string
    {
        $short = $this->short($name);
        $full = ltrim($name, '\\');
        foreach (["$full", "NetsvrBusiness\\$full", "NetsvrBusiness\\Contract\\$full"] as $class) {
            if (isset($this->docs['classes'][$class]) && !in_array($class, $this->data['internal']['classes'], true)) {
                $title = str_starts_with($class, 'Netsvr\\') ? $class : $this->short($class);
                return "[`$short`](#" . self::anchor($title) . ')';
            }
        }
        return "`$full`";
    }

    /** The name without namespace; with Workerman in front where another class has the same. */
    private function short(string $class): string
    {
        $short = substr((string)strrchr("\\$class", '\\'), 1);
        return str_contains($class, '\\Workerman\\') ? "Workerman\\$short" : $short;
    }

    private static function anchor(string $heading): string
    {
        return str_replace(' ', '-', (string)preg_replace('~[^\p{L}\p{N}_ -]~u', '', strtolower($heading)));
    }

    private static function line(string $type): string
    {
        return (string)preg_replace('~\s+~', ' ', $type);
    }

    private function fence(string $language, string $code): string
    {
        return "```$language\n" . rtrim($code) . "\n```";
    }

    private function heading(int $level, string $title, string ...$texts): void
    {
        $this->put(str_repeat('#', $level) . " $title", ...$texts);
    }

    private function put(string ...$paragraphs): void
    {
        foreach ($paragraphs as $paragraph) {
            if ($paragraph !== '') {
                $this->lines === [] || $this->lines[] = '';
                $this->lines[] = $paragraph;
            }
        }
    }

    /** @param array{string, string} $pair */
    private function in(array $pair): string
    {
        return $pair[$this->which];
    }

    private function word(string $name): string
    {
        return $this->in($this->data['words'][$name]);
    }
}
