<?php
/* What vendor/autoload.php of a reader is: PSR interfaces, Monolog, the library of this repository. */
declare(strict_types=1);

require_once dirname(__DIR__) . '/support/autoload.php';
require_once dirname(__DIR__) . '/support/library.php';
