<?php
/* The helpers of the tests. Only the applications that the tests run have Laravel. */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';

\NetsvrTests\Support\loadClasses(['NetsvrTests\\Octane\\' => __DIR__ . '/support/']);
