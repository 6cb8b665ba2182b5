<?php
/*
 * What Composer's autoloader is in a real project: that of the tests of the library, and the classes of this folder.
 */
declare(strict_types=1);

require_once dirname(__DIR__, 2) . '/laravel/autoload.php';

\NetsvrTests\Support\loadClasses(['EchoTests\\' => __DIR__ . '/']);
