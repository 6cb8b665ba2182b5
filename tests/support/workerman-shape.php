<?php
/*
 * Prints the public methods and constants that the stand-in of a Workerman has, as JSON: of the stand-in
 * itself, or of the real sources that the environment names.
 *
 *     php workerman-shape.php Workerman4|Workerman5 stand-in|real
 */
declare(strict_types=1);

use NetsvrTests\Support\Host;

require __DIR__ . '/autoload.php';

[, $host, $source] = $argv;
if ($source === 'stand-in') {
    putenv(strtoupper($host) . '_DIR');
}
constant(Host::class . "::$host")->load();
$standIn = __DIR__ . '/' . strtolower($host);
$shape = [];
foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($standIn, FilesystemIterator::SKIP_DOTS)) as $file) {
    $path = substr($file->getPathname(), strlen($standIn) + 1, -strlen('.php'));
    $class = new ReflectionClass('Workerman\\' . str_replace('/', '\\', $path));
    foreach ($class->getMethods(ReflectionMethod::IS_PUBLIC) as $method) {
        $parameters = array_map(
            static fn(ReflectionParameter $one): string => trim($one->getType() . ' $' . $one->getName())
                . ($one->isOptional() ? ' = ' . json_encode($one->getDefaultValue()) : ''),
            $method->getParameters()
        );
        $shape[$class->getName()][$method->getName()] = ($method->isStatic() ? 'static ' : '')
            . '(' . implode(', ', $parameters) . '): ' . $method->getReturnType();
    }
    foreach ($class->getReflectionConstants(ReflectionClassConstant::IS_PUBLIC) as $constant) {
        $shape[$class->getName()][$constant->getName()] = json_encode($constant->getValue());
    }
    // Which version it is: the real one may be newer.
    if (isset($shape[$class->getName()]['VERSION'])) {
        $shape[$class->getName()]['VERSION'] = get_debug_type($class->getConstant('VERSION'));
    }
    unset($shape[$class->getName()]['watcherCount']);
}
echo json_encode($shape), "\n";
