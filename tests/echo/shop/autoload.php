<?php
/*
 * What Composer's autoloader is in the shop: that of the tests of the library, and App\ in the folder of the project.
 */
declare(strict_types=1);

require_once dirname(__DIR__, 2) . '/laravel/autoload.php';

\NetsvrTests\Support\loadClasses(['App\\' => getenv('SHOP_FOLDER') . '/app/'], prepend: true);
