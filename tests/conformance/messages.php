<?php
/*
 * Runs what was recorded of the messages, of RepeatedField, MapField and the enums against the extension:
 *
 *     php -n -d extension=/path/to/libnetsvr.so tests/conformance/messages.php [--filter REGEX] [--list-ledger]
 *
 * Each entry passes as recorded, or is of a kind in messages-ledger.php and has exactly the outcome given there; such
 * an entry that passes as recorded fails. Parts that need a method the extension does not have are
 * counted and left out. Where the recording PHP had no bcmath, a message with whole numbers did not come back from
 * its JSON: here it must. Exit status 0: all passed, 1: some failed.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

require __DIR__ . '/../support/autoload.php';
require __DIR__ . '/messages-collections.php';
error_reporting(E_ALL);

const JSON_METHODS = ['serializeToJsonString', 'mergeFromJsonString'];

/** The recorded inputs by their names. */
function inputs(): array
{
    return [
        'null' => null, 'int' => 5, 'negative' => -1, 'zero' => 0, 'float' => 1.5, 'float integral' => 2.0,
        'true' => true, 'false' => false, 'empty string' => '', 'string' => 'x', 'numeric string' => '12',
        'float string' => '1.5', 'leading numeric' => '12abc', 'unicode' => '主题-🚀-é',
        'invalid utf8' => "bad\xff\xc3(", 'empty array' => [], 'list string' => ['x', 'y'], 'list int' => [1],
        'list null' => [null], 'list bool' => [true], 'list float' => [1.5], 'list list' => [[1]],
        'list invalid utf8' => ["bad\xff\xc3("], 'assoc' => ['k' => 'v'], 'assoc int' => ['k' => 5],
        'int32 overflow' => 2147483648, 'int64 max' => PHP_INT_MAX, 'huge float' => 1e30,
        'stdClass' => new \stdClass(),
        'stringable' => new class {
            public function __toString(): string
            {
                return 'stringable';
            }
        },
    ];
}

/** A value that a getter gave, in the notation of the recorded data. */
function noted(mixed $value): mixed
{
    if (is_string($value)) {
        return mb_valid($value) ? $value : ['$b64' => base64_encode($value)];
    }
    if (is_a($value, Api::current()->message('Message'))) {
        return ['$message' => get_class($value), 'hex' => bin2hex($value->serializeToString())];
    }
    $isMap = is_a($value, Api::current()->message('MapField'));
    if ($isMap || is_a($value, Api::current()->message('RepeatedField'))) {
        $pairs = [];
        foreach ($value as $key => $element) {
            $pairs[] = [noted($key), noted($element)];
        }
        return [$isMap ? '$map' : '$repeated' => $pairs, 'count' => count($value)];
    }
    return is_array($value) ? array_map(noted(...), $value) : $value;
}

function mb_valid(string $text): bool
{
    return preg_match('//u', $text) === 1;
}

/** What a setter must be given to have the recorded value in the field. */
function given(mixed $noted): mixed
{
    if (!is_array($noted)) {
        return $noted;
    }
    if (isset($noted['$b64'])) {
        return base64_decode($noted['$b64'], true);
    }
    if (isset($noted['$message'])) {
        $message = new $noted['$message']();
        $message->mergeFromString(hex2bin($noted['hex']));
        return $message;
    }
    $pairs = $noted['$repeated'] ?? $noted['$map'];
    return array_combine(array_column($pairs, 0), array_map(given(...), array_column($pairs, 1)));
}

/** Runs one entry and gives its outcome as the recorded ones are. */
function outcome(callable $run): array
{
    $diagnostics = [];
    set_error_handler(static function (int $level, string $text) use (&$diagnostics): bool {
        if ($level === E_USER_ERROR) {
            throw new \ErrorException("E_USER_ERROR (fatal without a handler): $text", 0);
        }
        $diagnostics[] = [$level, $text];
        return true;
    });
    try {
        $outcome = ['ok' => $run()];
    } catch (\Throwable $thrown) {
        $outcome = ['exception' => [
            'class' => get_class($thrown), 'message' => $thrown->getMessage(), 'code' => $thrown->getCode(),
        ]];
    } finally {
        restore_error_handler();
    }
    return $diagnostics === [] ? $outcome : $outcome + ['diagnostics' => $diagnostics];
}

function hasJson(): bool
{
    $message = Api::current()->message('Message');
    return method_exists($message, JSON_METHODS[0]) && method_exists($message, JSON_METHODS[1]);
}

function getters(object $message, array $fields): array
{
    $values = [];
    foreach (array_keys($fields) as $field) {
        $values[$field] = noted($message->{'get' . $field}());
    }
    return $values;
}

function filled(string $class, array $getters): object
{
    $message = new $class();
    foreach ($getters as $field => $value) {
        $message->{'set' . $field}(given($value));
    }
    return $message;
}

/** @return array<string, mixed> the parts of a `full` entry */
function full(string $class, array $fields, array $recorded): array
{
    $values = $recorded['getters'];
    $message = new $class();
    $returnsThis = null;
    foreach ($values as $field => $value) {
        $returnsThis = ($returnsThis ?? true) && $message->{'set' . $field}(given($value)) === $message;
    }
    $bytes = $message->serializeToString();
    $json = static fn(): string => $message->serializeToJsonString();
    $parsed = new $class();
    $returned = $parsed->mergeFromString($bytes);
    $parts = [
        'hex' => bin2hex($bytes),
        'json' => hasJson() ? outcome($json) : $recorded['json'],
        'mergeFromString returns' => $returned,
        'getters' => getters($parsed, $fields),
        'reserialized' => bin2hex($parsed->serializeToString()),
        'clone' => bin2hex((clone $message)->serializeToString()),
    ];
    $twice = new $class();
    $twice->mergeFromString($bytes);
    $twice->mergeFromString($bytes);
    $merged = new $class();
    $merged->mergeFrom($message);
    $parts += [
        'merged twice' => bin2hex($twice->serializeToString()),
        'from json' => hasJson() ? outcome(static function () use ($class, $json): string {
            $read = new $class();
            $read->mergeFromJsonString($json());
            return bin2hex($read->serializeToString());
        }) : $recorded['from json'],
        'constructor' => outcome(
            static fn(): string => bin2hex((new $class(array_map(given(...), $values)))->serializeToString())
        ),
        'mergeFrom' => bin2hex($merged->serializeToString()),
    ];
    $message->clear();
    return $parts + ['cleared' => bin2hex($message->serializeToString()), 'setter returns this' => $returnsThis];
}

/** A `full` entry as it would be if the recording PHP had had all functions that protobuf's own PHP code calls. */
function withoutMissingFunctions(array $recorded): array
{
    $problem = $recorded['ok']['from json']['exception']['message'] ?? '';
    if (str_starts_with($problem, 'Call to undefined function Google\\Protobuf\\Internal\\bccomp')) {
        $recorded['ok']['from json'] = ['ok' => $recorded['ok']['hex']];
    }
    return $recorded;
}

/** @return iterable<string, array{0: array, 1: callable, 2?: string}> name => [recorded outcome, what to run, type of the field] */
function messageEntries(string $name, array $recorded): iterable
{
    $class = Api::current()->message($name);
    $fields = $recorded['fields'];
    yield "$name default" => [$recorded['default'], static function () use ($class, $fields, $recorded): array {
        $message = new $class();
        return [
            bin2hex($message->serializeToString()),
            hasJson() ? $message->serializeToJsonString() : $recorded['default']['ok'][1],
            getters($message, $fields),
        ];
    }];
    foreach (array_filter(array_keys($recorded), static fn(string $key): bool => str_starts_with($key, 'full')) as $key) {
        yield "$name $key" => [
            withoutMissingFunctions($recorded[$key]),
            static fn(): array => full($class, $fields, $recorded[$key]['ok']),
        ];
    }
    yield "$name unknown fields kept" => [$recorded['unknown fields kept'], static function () use ($class): array {
        $message = new $class();
        $message->mergeFromString(hex2bin('f23f0361626390400a'));
        $kept = bin2hex($message->serializeToString());
        $message->discardUnknownFields();
        return [$kept, bin2hex($message->serializeToString())];
    }];
    yield "$name ctor unknown key" => [
        $recorded['ctor unknown key'],
        static fn(): object => new $class(['noSuchField' => 1]),
    ];
    yield "$name ctor null" => [
        $recorded['ctor null'],
        static fn(): string => bin2hex((new $class(null))->serializeToString()),
    ];
    yield "$name parse garbage" => [
        $recorded['parse garbage'],
        static fn() => (new $class())->mergeFromString("\x0a\x05ab"),
    ];
    $inputs = inputs();
    foreach ($recorded['set'] ?? [] as $field => $cases) {
        foreach ($cases as $case => $expected) {
            yield "$name set $field $case" => [$expected, static function () use ($class, $field, $inputs, $case): array {
                $message = new $class();
                $message->{'set' . $field}($inputs[$case]);
                return [noted($message->{'get' . $field}()), bin2hex($message->serializeToString())];
            }, $fields[$field]['type']];
        }
    }
}

/** @return iterable<string, array{0: array, 1: callable, 2?: string}> */
function entries(array $recorded): iterable
{
    $collections = collectionRuns() + enumRuns();
    foreach ($recorded as $name => $entries) {
        if ($name[0] !== '$') {
            yield from messageEntries($name, $entries);
            continue;
        }
        foreach ($entries as $case => $expected) {
            yield "$name $case" => [$expected, $collections[$name][$case]];
        }
    }
}

/** A text for comparing: it tells 1 from 1.0 from true. */
function shown(array $outcome): string
{
    $decode = 'Error occurred during parsing: ';
    if (str_starts_with($outcome['exception']['message'] ?? '', $decode)) {
        $outcome['exception']['message'] = $decode;
    }
    return Values::show($outcome);
}

$options = getopt('', ['filter:', 'list-ledger']);
$ledger = require __DIR__ . '/messages-ledger.php';
$recorded = Api::current()->recorded('messages');
if (isset($options['list-ledger'])) {
    foreach (entries($recorded) as $name => $of) {
        $entry = $ledger($name, $of[0], $of[2] ?? null);
        $entry === null || printf("%2d  %s\n", $entry['difference'], $name);
    }
    exit(0);
}
$pattern = '~' . str_replace('~', '\~', $options['filter'] ?? '') . '~u';
[$passed, $failed] = [0, 0];
foreach (entries($recorded) as $name => $of) {
    [$expected, $run] = $of;
    if (!preg_match($pattern, $name)) {
        continue;
    }
    $actual = shown(outcome($run));
    $entry = $ledger($name, $expected, $of[2] ?? null);
    $wanted = shown($entry['outcome'] ?? $expected);
    if ($entry !== null && $actual === shown($expected)) {
        $wanted = "the outcome of difference {$entry['difference']}, not the recorded one";
    }
    if ($actual === $wanted) {
        $passed++;
        continue;
    }
    $failed++;
    $same = strspn($wanted ^ $actual, "\0");
    $from = max(0, $same - 60);
    printf("FAIL %s: expected %s got %s\n", $name, substr($wanted, $from, 300), substr($actual, $from, 300));
}
if (!hasJson()) {
    echo "the JSON parts were left out: there is no ", implode(' and no ', JSON_METHODS), "\n";
}
printf("%d passed, %d failed\n", $passed, $failed);
exit($failed === 0 && $passed > 0 ? 0 : 1);
