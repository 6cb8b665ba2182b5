<?php
/*
 * Loads all stubs of a folder, php-stubs/v4 or v8, into a PHP without the extension and prints what reflection says of it, as JSON:
 * classes (name => shape), functions (name => shape), problems (a line for what no shape shows: a member without
 * a text, a stub that does not complain when it is called). Run by api.php.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

require __DIR__ . '/../support/autoload.php';
\NetsvrTests\Support\requirePsr();
if (extension_loaded('netsvr')) {
    echo "the extension netsvr is loaded\n";
    exit(2);
}
set_time_limit(60);

$folder = rtrim($argv[1], '/') . '/';
$messages = is_dir("{$folder}NetsvrProtocol") ? 'NetsvrProtocol' : 'Netsvr';
spl_autoload_register(static function (string $class) use ($folder): void {
    $file = $folder . str_replace('\\', '/', $class) . '.php';
    if (is_file($file)) {
        require_once $file;
    }
});
$files = new \RecursiveIteratorIterator(new \RecursiveDirectoryIterator($folder, \FilesystemIterator::SKIP_DOTS));
foreach ($files as $file) {
    if ($file->getExtension() === 'php') {
        require_once $file->getPathname();
    }
}
$isOurs = static fn(string $name): bool => preg_match('~^Netsvr(Business|Protocol)?\\\\~', $name) === 1;
$isOursInLowerCase = static fn(string $name): bool => str_starts_with($name, 'netsvrbusiness\\');
$classes = array_filter([...get_declared_classes(), ...get_declared_interfaces()], $isOurs);
$problems = [];
$sources = [];
/** Notes what is wrong with a stub: no text, or a body that does not begin with complaining. */
$look = static function (string $name, \ReflectionFunctionAbstract $function) use (&$problems, &$sources): void {
    if ($function->getDocComment() === false) {
        $problems[] = "stub of $name() has no text";
    }
    if ($function instanceof \ReflectionMethod && $function->isAbstract()) {
        return;
    }
    $lines = $sources[$function->getFileName()] ??= file($function->getFileName());
    $from = $function->getStartLine();
    $body = array_map(trim(...), array_slice($lines, $from, $function->getEndLine() - $from));
    if ($body !== ['{', "throw new \\Error('the netsvr extension is not loaded');", '}']) {
        $problems[] = "stub of $name() does not throw";
    }
};
/** Calls one, which must throw. */
$call = static function (string $what, callable $run) use (&$problems): void {
    try {
        $run();
        $problems[] = "$what does not throw";
    } catch (\Error $error) {
        if ($error->getMessage() !== 'the netsvr extension is not loaded') {
            $problems[] = "$what throws something else: {$error->getMessage()}";
        }
    }
};
$shapes = ['classes' => [], 'functions' => []];
foreach ($classes as $name) {
    $class = new \ReflectionClass($name);
    $shapes['classes'][$name] = ApiShape::ofClass($name);
    if ($class->getDocComment() === false) {
        $problems[] = "stub of $name has no text";
    }
    foreach ($class->getMethods() as $method) {
        if ($method->class === $name) {
            $look("$name::{$method->name}", $method);
        }
    }
}
foreach (array_filter(get_defined_functions()['user'], $isOursInLowerCase) as $name) {
    $function = new \ReflectionFunction($name);
    $shapes['functions'][$function->name] = ApiShape::ofFunction($function);
    $look($function->name, $function);
}
$call('a static method', static fn() => \NetsvrBusiness\NetBus::broadcast('x'));
$call('a constructor', static fn() => new ("$messages\Transfer")());
$call('a method', static fn() => (new \NetsvrBusiness\Container())->has('x'));
$call('a function', static fn() => \NetsvrBusiness\milliSleep(0));
echo json_encode($shapes + ['problems' => $problems], JSON_THROW_ON_ERROR), "\n";
