<?php
/*
 * Prints the methods of classes of ThinkPHP as JSON, those of the stand-in or of the real one; run in a test project.
 * shape.php PROJECT '{"think\\App": ["register", …], …}'
 */
declare(strict_types=1);

require "$argv[1]/vendor/autoload.php";

$shape = [];
foreach (json_decode($argv[2], true) as $class => $methods) {
    foreach ($methods as $name) {
        if (!method_exists($class, $name)) {
            $shape["$class::$name"] = null;
            continue;
        }
        $method = new ReflectionMethod($class, $name);
        $shape["$class::$name"] = [
            implode(' ', Reflection::getModifierNames($method->getModifiers() & ~ReflectionMethod::IS_ABSTRACT)),
            array_map(static fn(ReflectionParameter $it): string => '$' . $it->getName() . ($it->isOptional() ? '?' : ''), $method->getParameters()),
            array_map(static fn(ReflectionParameter $it): string => (string)$it->getType(), $method->getParameters()),
            (string)$method->getReturnType(),
        ];
    }
}
echo json_encode($shape);
