<?php
/*
 * Finds the classes of the Composer library, as Composer's autoloader does in a project, besides what autoload.php finds.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

require_once __DIR__ . '/autoload.php';

(static function (string $library): void {
    $roots = json_decode((string)file_get_contents("$library/composer.json"), true)['autoload']['psr-4'];
    loadClasses(array_map(static fn(string $folder): string => "$library/$folder", $roots));
})(dirname(__DIR__, 2) . '/php');
