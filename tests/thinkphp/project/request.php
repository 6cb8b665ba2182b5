<?php
/*
 * What public/index.php does with a request for one method of a controller, on the command line:
 * request.php 'app\controller\Order' ship 7
 */
declare(strict_types=1);

require __DIR__ . '/vendor/autoload.php';

$app = new think\App(__DIR__);
$app->initialize();
$answer = $app->invoke([$app->make($argv[1]), $argv[2]], array_slice($argv, 3));
echo is_string($answer) ? $answer : 'done';
