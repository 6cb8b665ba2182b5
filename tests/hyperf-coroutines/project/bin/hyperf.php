<?php
/*
 * The console of the project, as Hyperf's skeleton has it.
 */
declare(strict_types=1);

use Hyperf\Contract\ApplicationInterface;
use Hyperf\Di\ClassLoader;

define('BASE_PATH', dirname(__DIR__));
require BASE_PATH . '/vendor/autoload.php';
define('SWOOLE_HOOK_FLAGS', extension_loaded('swoole') ? SWOOLE_HOOK_ALL : 0);

(static function (): void {
    ClassLoader::init();
    $container = require BASE_PATH . '/config/container.php';
    $container->get(ApplicationInterface::class)->run();
})();
