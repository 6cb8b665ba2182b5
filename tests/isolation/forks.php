<?php
/*
 * A business process that forks one which dials and is killed while it does. The process itself broadcasts all the while,
 * and prints {"calls": …} at the end: those of Call. Started with its options in JSON.
 */
declare(strict_types=1);

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Isolation\LineLogger;
use NetsvrTests\Support\Setup;

require __DIR__ . '/../support/autoload.php';
require __DIR__ . '/LineLogger.php';
error_reporting(E_ALL);
Setup::endAfter(60);

$options = json_decode($argv[1], true, 8, JSON_THROW_ON_ERROR);
$logger = new LineLogger();
$manager = new TaskSocketManger();
$manager->addSocket(new TaskSocket('', $logger, $options['workerAddr'], 1, $options['connect'], 117));
Container::getInstance()->bind(TaskSocketMangerInterface::class, $manager);

$pid = pcntl_fork();
if ($pid === 0) {
    NetBus::broadcast('never sent 0 0');
    exit(0);
}
$killed = microtime(true) + 0.6;
$killer = pcntl_fork();
if ($killer === 0) {
    pcntl_exec('/bin/sh', ['-c', "sleep 0.6; kill -KILL $pid"]);
    exit(1);
}
// It is in the middle of its dial by then, and has been for long enough that nobody else begins one.
usleep(400_000);
$calls = [];
for ($number = 1; $number <= $options['count']; $number++) {
    $began = microtime(true);
    NetBus::broadcast(sprintf('message %d %.6f', $number, $began));
    $calls[] = [$number, $began, microtime(true) - $began, null, null, $logger->take()];
    usleep(100_000);
}
pcntl_waitpid($killer, $status);
pcntl_waitpid($pid, $status);
echo json_encode(['calls' => $calls, 'killed' => $killed, 'signal' => pcntl_wifsignaled($status)]), "\n";
