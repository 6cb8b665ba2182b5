<?php
/*
 * For PHPUnit: the helpers of the tests. The framework is in the child processes only, see framework.php.
 */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';
\NetsvrTests\Support\loadClasses(['NetsvrTests\\ThinkPhp\\' => __DIR__ . '/support/']);
