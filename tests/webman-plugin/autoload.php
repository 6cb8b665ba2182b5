<?php
/*
 * What Composer's autoloader is in a real project: the library, the helpers of the tests, the project's classes.
 * Used by PHPUnit and by the project; only the latter gets Workerman and Webman, by the variables
 *
 *   TEST_HOST   `Workerman 4` or `Workerman 5`
 *   TEST_WEBMAN the folder of Webman's real sources; without it the stand-in is taken
 */
declare(strict_types=1);

use NetsvrTests\Support\Host;

require_once __DIR__ . '/../support/autoload.php';

$roots = ['NetsvrTests\\WebmanPlugin\\' => __DIR__ . '/support/'];
$library = dirname(__DIR__, 2) . '/php';
$package = json_decode((string)file_get_contents("$library/composer.json"), true);
foreach ($package['autoload']['psr-4'] as $prefix => $folder) {
    $roots[$prefix] = "$library/$folder";
}
$host = (string)getenv('TEST_HOST');
$webman = (string)getenv('TEST_WEBMAN');
if ($host !== '') {
    // The project is the working directory of its processes.
    $roots['app\\'] = getcwd() . '/app/';
}
if ($webman !== '') {
    $roots['Webman\\'] = "$webman/src/";
    $roots['support\\'] = "$webman/src/support/";
    $roots['FastRoute\\'] = '/usr/share/php/FastRoute/';
} elseif ($host !== '') {
    $roots['Webman\\'] = __DIR__ . '/stand-in/';
    $roots['support\\'] = __DIR__ . '/stand-in/support/';
}
\NetsvrTests\Support\loadClasses($roots);
foreach ($package['autoload']['files'] as $file) {
    require_once "$library/$file";
}
if ($host !== '') {
    Host::from($host)->load();
    if ($webman !== '') {
        require_once '/usr/share/php/FastRoute/functions.php';
        require_once "$webman/src/support/helpers.php";
    } else {
        require_once __DIR__ . '/stand-in/helpers.php';
    }
}
