<?php
/*
 * What Composer's autoloader is in a real project: ThinkPHP, the library, the classes of the project. ThinkPHP is that of the
 * installed application that THINKPHP_DIR names, or the stand-in.
 */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';

return static function (string $project): void {
    $library = dirname(__DIR__, 2) . '/php';
    $autoload = json_decode((string)file_get_contents("$library/composer.json"), true)['autoload'];
    $roots = array_map(static fn(string $folder): string => "$library/$folder", $autoload['psr-4']);
    $roots['app\\'] = "$project/app/";
    $application = (string)getenv('THINKPHP_DIR');
    if ($application === '') {
        $roots['think\\'] = __DIR__ . '/stand-in/';
    } else {
        require "$application/vendor/autoload.php";
    }
    // In front: an installed application has an app of its own.
    \NetsvrTests\Support\loadClasses($roots, prepend: true);
    foreach ($autoload['files'] as $file) {
        require "$library/$file";
    }
};
