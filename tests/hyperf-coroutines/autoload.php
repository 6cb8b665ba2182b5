<?php
/*
 * The helpers of the tests, the library, and stand-ins with the signatures of Hyperf. Only the projects that the tests run
 * have the real Hyperf.
 */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';

$library = dirname(__DIR__, 2) . '/php';
$package = json_decode((string)file_get_contents("$library/composer.json"), true);
$roots = [
    'NetsvrTests\\HyperfCoroutines\\' => __DIR__ . '/support/',
    'Hyperf\\' => __DIR__ . '/stand-in/Hyperf/',
    'Swoole\\' => __DIR__ . '/stand-in/Swoole/',
];
foreach ($package['autoload']['psr-4'] as $prefix => $folder) {
    $roots[$prefix] = "$library/$folder";
}
\NetsvrTests\Support\loadClasses($roots);
require_once '/usr/share/php/Symfony/Component/Console/autoload.php';
require_once __DIR__ . '/stand-in/functions.php';
foreach ($package['autoload']['files'] as $file) {
    require_once "$library/$file";
}
