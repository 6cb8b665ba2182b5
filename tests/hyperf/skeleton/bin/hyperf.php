<?php
/*
 * The way into the console, as Hyperf's own: the annotations are scanned, the container is made, the application runs.
 */
declare(strict_types=1);

error_reporting(E_ALL & ~E_DEPRECATED);
define('BASE_PATH', dirname(__DIR__));
$loader = require (string)getenv('HYPERF_DIR') . '/vendor/autoload.php';
$loader->addPsr4('App\\', BASE_PATH . '/app/');
define('SWOOLE_HOOK_FLAGS', Hyperf\Engine\DefaultOption::hookFlags());

Hyperf\Di\ClassLoader::init();
$container = new Hyperf\Di\Container((new Hyperf\Di\Definition\DefinitionSourceFactory())());
Hyperf\Context\ApplicationContext::setContainer($container);
$container->get(Hyperf\Contract\ApplicationInterface::class)->run();
