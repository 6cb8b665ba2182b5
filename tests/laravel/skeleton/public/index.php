<?php
/* As in a Laravel project: of Laravel 11 and newer, or of one before. */
declare(strict_types=1);

use Illuminate\Contracts\Http\Kernel;
use Illuminate\Http\Request;

require dirname(__DIR__) . '/vendor/autoload.php';
$app = require dirname(__DIR__) . '/bootstrap/app.php';
if (method_exists($app, 'handleRequest')) {
    $app->handleRequest(Request::capture());
    return;
}
$kernel = $app->make(Kernel::class);
$request = Request::capture();
$response = $kernel->handle($request);
$response->send();
$kernel->terminate($request, $response);
