<?php
// The entrance of the test project, as that of topthink/think; for PHP's own web server.
require __DIR__ . '/../vendor/autoload.php';

$http = (new think\App(dirname(__DIR__)))->http;
$response = $http->run();
$response->send();
$http->end($response);
