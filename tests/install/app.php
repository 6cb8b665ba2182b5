<?php
/*
 * The application in the Debian, for the command line and for php-fpm: sends a client one message, asks the gateway whether
 * the client is there, and says in JSON what has answered, and by which extension: whether its file is the installed one, or
 * has been replaced since the process began.
 *
 *     php app.php WORKER_ADDR UNIQ_ID MESSAGE         or, in a request, ?addr=…&uniqId=…&message=…
 */
declare(strict_types=1);

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;
use Psr\Log\AbstractLogger;

// As an autoloader of Composer does; Debian has the interfaces of PSR there.
spl_autoload_register(static function (string $class): void {
    $file = '/usr/share/php/' . str_replace('\\', '/', $class) . '.php';
    is_file($file) && require $file;
});

['addr' => $addr, 'uniqId' => $uniqId, 'message' => $message] =
    PHP_SAPI === 'cli' ? array_combine(['addr', 'uniqId', 'message'], array_slice($argv, 1)) : $_GET;

$logger = new class extends AbstractLogger {
    public array $lines = [];

    public function log($level, $message, array $context = []): void
    {
        $level === 'info' || $this->lines[] = "$level $message";
    }
};
Container::getInstance()->bind(TaskSocketMangerInterface::class, static function () use ($addr, $logger): TaskSocketManger {
    $manager = new TaskSocketManger();
    $manager->addSocket(new TaskSocket('app', $logger, $addr, 5, 5, 117));
    return $manager;
});
NetBus::singleCast($uniqId, $message);
echo json_encode([
    'isThere' => NetBus::checkOnline([$uniqId]) === [$uniqId],
    'version' => phpversion('netsvr'),
    'file' => preg_match('~/netsvr\.so( \(deleted\))?$~m', file_get_contents('/proc/self/maps'), $found) ? (isset($found[1]) ? 'replaced' : 'installed') : 'unknown',
    'sapi' => PHP_SAPI,
    'pid' => getmypid(),
    'log' => $logger->lines,
]);
