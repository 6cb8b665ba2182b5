<?php
/* As in a Laravel project; what vendor/autoload.php does there, NETSVR_TEST_AUTOLOAD does here. */
declare(strict_types=1);

use Illuminate\Contracts\Http\Kernel;
use Illuminate\Http\Request;

require (string)getenv('NETSVR_TEST_AUTOLOAD');
$app = require dirname(__DIR__) . '/bootstrap/app.php';
// Laravel 11 and newer
if (method_exists($app, 'handleRequest')) {
    $app->handleRequest(Request::capture());
    return;
}
$kernel = $app->make(Kernel::class);
$request = Request::capture();
$response = $kernel->handle($request);
$response->send();
$kernel->terminate($request, $response);
