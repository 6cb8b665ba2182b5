<?php
/*
 * Holds what users may write beside the package: of every recorded class a child that redeclares each protected property
 * and overrides each method in the recorded words, of every interface an implementation, and a mock that has only the
 * methods that are needed. All of it is made from data/…/api-v….json, compiled, and called; the calls must be those of
 * data/…/children-v….json, in their order.
 *
 *     php -n -d extension=/path/to/libnetsvr.so tests/conformance/children.php [--filter REGEX] [--source]
 *     NETSVR_ORIGINAL=… NETSVR_ORIGINAL_PROTOCOL=… php tests/conformance/children.php --record
 *
 * --source prints what was generated. --record writes the data from the PHP package, which is taken as netbus.php takes
 * it; it is skipped, in plain words, without one. Each class has a PHP process of its own: a child that does not
 * compile ends it.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

require __DIR__ . '/../support/autoload.php';
error_reporting(E_ALL & ~E_DEPRECATED);

$options = getopt('', ['filter:', 'source', 'record']);
$record = isset($options['record']);
if ($record && (string)getenv('NETSVR_ORIGINAL') === '') {
    echo "SKIP children --record: NETSVR_ORIGINAL does not name the src folder of the PHP package\n0 passed, 0 failed, 1 skipped\n";
    exit(0);
}
\NetsvrTests\Support\requirePsr();
require __DIR__ . '/provider.php';

$api = Api::current()->recorded('api');
$differences = require __DIR__ . '/api-differences.php';
$original = !extension_loaded('netsvr');
$recorded = $record ? [] : Api::current()->recorded('children');
$classes = $api['classes'] + $api['runtime'];
$source = $original
    ? new ChildSource($classes, [])
    : new ChildSource($classes, $differences['renamed'], $differences['widened']);

/** Methods of the base of messages that belong to the inside of its codec. */
$inner = static fn(string $method): bool => isset($differences['rules'][Api::current()->message("Message::$method(): missing")]);
$innerMethods = array_values(array_filter(array_keys($api['runtime']['Google\Protobuf\Internal\Message']['methods']), $inner));

$interfaces = '';
foreach ($classes as $class => $shape) {
    if ($shape['kind'] === 'interface') {
        $interfaces .= $source->implementation($class, basename(strtr($class, '\\', '/')));
    }
}
$interfaces .= <<<'PHP'
    class ContainerInterface implements \Psr\Container\ContainerInterface
    {
        public function __construct(public string $is, public array $answers = []) {}
        public function get(string $id) { return Calls::answer($this, __FUNCTION__, [$id], ''); }
        public function has(string $id): bool { return Calls::answer($this, __FUNCTION__, [$id], 'bool'); }
    }

    PHP;
/** What is wrong with the calls of a message's child: of it nothing was recorded. */
$ofMessage = static function (string $class, array $calls) use ($classes, $innerMethods): array {
    $wrong = array_values(array_filter($calls, static fn(string $line): bool => (bool)preg_match('~^thrown: |(fluent|unserialize|clone|bytes): false$~', $line)));
    $methods = $classes[$class]['methods'] + $classes['Google\Protobuf\Internal\Message']['methods'];
    foreach ($methods as $method => $declared) {
        if ($declared['visibility'] === 'private' || in_array($method, $innerMethods, true)) {
            continue;
        }
        if (!array_filter($calls, static fn(string $line): bool => str_starts_with($line, "$method("))) {
            $wrong[] = "$method() was not called";
        }
    }
    return $wrong;
};

/** @return array{string, string} scene and source of a class */
$job = static function (string $class, array $shape) use ($source, $interfaces, $innerMethods): array {
    $scene = match (true) {
        $shape['kind'] !== 'class' => 'compile',
        $class === 'NetsvrBusiness\Container' => 'container',
        $class === 'NetsvrBusiness\TaskSocketManger' => 'manager',
        $class === Api::current()->mainSocketManager => 'main manager',
        $class === 'NetsvrBusiness\Socket' => 'socket',
        str_ends_with($class, '\TaskSocket') => 'task socket',
        str_ends_with($class, '\MainSocket') => 'main socket',
        str_contains($class, '\LengthProtocol') => 'protocol',
        str_contains($class, '\Ret\\') => 'ret',
        $class === 'NetsvrBusiness\NetBus' => 'bus',
        str_contains($class, '\Exception\\') => 'exception',
        (bool)preg_match('~\\\\(Repeated|Map)Field$~', $class) => 'collection',
        $shape['parent'] === 'Google\Protobuf\Internal\Message' => 'message',
        default => 'compile',
    };
    $made = $shape['kind'] === 'interface' ? $interfaces : $interfaces . $source->child($class, 'Child', $innerMethods);
    return [$scene, $made];
};

// the options of this PHP, up to the script's name
$command = [PHP_BINARY];
foreach (array_slice(explode("\0", (string)file_get_contents('/proc/self/cmdline')), 1) as $argument) {
    if (str_ends_with($argument, 'children.php')) {
        break;
    }
    $command[] = $argument;
}
$command[] = __DIR__ . '/children-case.php';

/** @return array<string, list<string>>|string what was played, or why it was not */
$run = static function (string $class, string $scene, string $made, array $needed) use ($command): array|string {
    $source = "namespace NetsvrTests\\Conformance;\n$made";
    $process = proc_open($command, [0 => ['pipe', 'r'], 1 => ['pipe', 'w'], 2 => ['redirect', 1]], $pipes);
    fwrite($pipes[0], json_encode(compact('source', 'scene', 'class', 'needed'), JSON_THROW_ON_ERROR));
    fclose($pipes[0]);
    $output = trim((string)stream_get_contents($pipes[1]));
    $status = proc_close($process);
    $lines = explode("\n", $output);
    $played = json_decode((string)end($lines), true);
    if (!is_array($played)) {
        $why = array_values(array_filter($lines, static fn(string $line): bool => trim($line) !== ''));
        return "status $status: " . implode(' / ', array_slice($why, 0, 2));
    }
    array_pop($lines);
    return $lines === [] || $lines === [''] ? $played : ['output' => $lines] + $played;
};

$pattern = '~' . str_replace('~', '\~', $options['filter'] ?? '') . '~u';
$jobs = [];
foreach ($classes as $class => $shape) {
    // the base of messages is in their lineage, and DecodeException has no methods of its own
    if (in_array($class, ['Google\Protobuf\Internal\Message', 'Google\Protobuf\Internal\GPBDecodeException'], true)) {
        continue;
    }
    // children of messages cannot be made with the package
    if ($record && $shape['parent'] === 'Google\Protobuf\Internal\Message') {
        continue;
    }
    [$scene, $made] = $job($class, $shape);
    $jobs[$class] = [$class, $scene, $made];
}
foreach (['one gateway', 'two gateways'] as $gateways) {
    foreach (['no main manager', 'main sockets', 'a main manager without sockets'] as $main) {
        foreach ($record ? ['implementations'] : ['implementations', 'mocks'] as $how) {
            $jobs["NetBus, $gateways, $main, $how"] = ['NetsvrBusiness\NetBus', "$gateways, $main, $how", $interfaces];
        }
    }
}

$passed = 0;
$failures = [];
$recording = [];
/** The methods that were called on what user code had written. */
$needed = array_map(static fn(array $calls): array => array_values(array_unique(array_map(
    static fn(string $line): string => (string)preg_replace('~\(.*~s', '', $line),
    $calls
))), $recorded);

foreach ($jobs as $name => [$class, $scene, $made]) {
    if (!preg_match($pattern, $name)) {
        continue;
    }
    if (isset($options['source'])) {
        echo $made;
        continue;
    }
    $played = $run($class, $scene, $made, str_ends_with($scene, 'mocks') ? $needed : []);
    if (is_string($played)) {
        $failures[] = "$name: $played";
        continue;
    }
    if (isset($played['output'])) {
        $failures[] = "$name: printed " . implode(' / ', array_slice($played['output'], 0, 2));
        unset($played['output']);
    }
    foreach ($played as $case => $calls) {
        $recording[$case] = $calls;
        if ($scene === 'message') {
            $wrong = $ofMessage($class, $calls);
            $wrong === [] ? $passed++ : $failures[] = "$case: " . implode('; ', array_slice($wrong, 0, 3));
            continue;
        }
        $expected = implode("\n", $recorded[$case] ?? []);
        foreach ($record ? [] : $differences['played'][$class] ?? [] as ['recorded' => $was, 'here' => $is]) {
            $expected = strtr($expected, [implode("\n", (array)$was) => implode("\n", (array)$is)]);
        }
        $expected = $expected === '' ? [] : explode("\n", $expected);
        if ($record || $calls === $expected) {
            $passed++;
            continue;
        }
        $at = 0;
        while (($calls[$at] ?? null) === ($expected[$at] ?? null)) {
            $at++;
        }
        $under = str_ends_with($scene, 'mocks') ? "$case, mocks" : $case;
        $failures[] = sprintf(
            '%s: call %d is %s instead of %s',
            $under,
            $at + 1,
            $calls[$at] ?? 'none',
            $expected[$at] ?? 'none'
        );
    }
}
if ($record && $failures === []) {
    ksort($recording);
    $lines = [];
    foreach ($recording as $case => $calls) {
        $lines[] = json_encode((string)$case, JSON_UNESCAPED_SLASHES) . ': ' . json_encode($calls, JSON_UNESCAPED_SLASHES);
    }
    file_put_contents(Api::current()->file('children'), "{\n" . implode(",\n", $lines) . "\n}\n");
}
foreach ($failures as $line) {
    echo "FAIL $line\n";
}
printf("%d passed, %d failed\n", $passed, count($failures));
exit($failures === [] ? 0 : 1);
