<?php
/*
 * What PHPUnit needs to drive the project: the helpers of the tests. Symfony itself is loaded in child processes only
 * (skeleton/vendor/autoload.php).
 */
declare(strict_types=1);

require_once __DIR__ . '/../support/autoload.php';
require_once __DIR__ . '/support/Project.php';
require_once __DIR__ . '/support/SymfonyTestCase.php';
