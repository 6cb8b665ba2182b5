<?php
use NetsvrBusiness\{Container, TaskSocket, TaskSocketManger};
use NetsvrBusiness\Contract\TaskSocketMangerInterface;

require __DIR__ . '/vendor/autoload.php';

const GATEWAY = '127.0.0.1:6061';       // the gateway's own [Worker] ListenAddress
const SECRET = 'a long random text';    // signs tickets: yours, and no one else's

$logger = new Monolog\Logger('netsvr', [new Monolog\Handler\StreamHandler('php://stderr')]);
Container::getInstance()->bind(TaskSocketMangerInterface::class, function () use ($logger) {
    $manager = new TaskSocketManger();
    // log prefix, logger, worker address, seconds: send and receive, connect, idle
    $manager->addSocket(new TaskSocket('app', $logger, GATEWAY, 5, 5, 117));
    return $manager;
});

// A ticket says who somebody is, for one minute.
function ticket(string $user, int $until): string
{
    $claim = base64_encode($user) . ".$until";
    return "$claim." . hash_hmac('sha256', $claim, SECRET);
}
