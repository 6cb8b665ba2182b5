--TEST--
Container, managers and exceptions declare the protected properties of the package: type, default, visibility
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

$recorded = json_decode(file_get_contents(__DIR__ . '/../../conformance/data/api-v4.json'), true)['classes'];
foreach (
    [
        NetsvrBusiness\Container::class, NetsvrBusiness\TaskSocketManger::class, NetsvrBusiness\MainSocketManager::class,
        NetsvrBusiness\Exception\ClassNotFoundException::class,
    ] as $class
) {
    foreach ($recorded[$class]['properties'] as $name => $wanted) {
        $property = new ReflectionProperty($class, $name);
        $found = [
            'visibility' => implode(' ', Reflection::getModifierNames($property->getModifiers())),
            'type' => (string)$property->getType(),
        ];
        if ($property->hasDefaultValue()) {
            $found['default'] = $property->getDefaultValue();
        }
        unset($wanted['promoted']);
        echo "$class::\$$name ", $found === $wanted ? 'the same' : var_export($found, true), "\n";
    }
}
?>
--EXPECT--
NetsvrBusiness\Container::$instance the same
NetsvrBusiness\Container::$instances the same
NetsvrBusiness\Container::$closure the same
NetsvrBusiness\TaskSocketManger::$sockets the same
NetsvrBusiness\MainSocketManager::$pool the same
NetsvrBusiness\MainSocketManager::$status the same
NetsvrBusiness\Exception\ClassNotFoundException::$class the same
