<?php
/*
 * A request that does nothing. Its application has an autoloader, as those of the other requests.
 */
declare(strict_types=1);

require __DIR__ . '/autoload.php';

echo 'done';
