<?php
/*
 * A fragment for a Laravel application: laravel/drive.php boots one whose gateway is the page's, and runs it there.
 *
 *   laravel             statements and classes; classes are made by the container and used as the library uses them
 *   laravel partial     a class of which the page shows a part
 *   laravel view        a Blade view: it is compiled
 *   laravel test        statements of a test; laravel test-class is a whole one
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet, string $kind = 'code'): Done {
    $reader->needsGateway();
    $reader->put('laravel-snippet.php', $snippet->code);
    $driver = dirname(__DIR__) . '/laravel/drive.php';
    // Debian's Laravel is older than its PHP.
    return $reader->run(['php', '-d', 'error_reporting=' . (E_ALL & ~E_DEPRECATED & ~E_USER_DEPRECATED), $driver, $kind, 'laravel-snippet.php'])
        ->mustBeFine()
        ->mustSay("done\n");
};
