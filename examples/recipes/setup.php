<?php
/*
 * The code that the recipes of this folder share. In a project, Composer and the framework do this. These environment
 * variables are the settings:
 *
 *     NETSVR_CALLBACK_SECRET  the secret that the gateway shows when it calls back; in its configuration
 *                             OnOpenCallbackApi = "http://netsvr:SECRET@127.0.0.1:8000/netsvr/open", and …/close
 *     NETSVR_WORKER_ADDR      where the gateway accepts commands: its task address, by default 127.0.0.1:6062. With
 *                             netsvr.gateway = 8 its worker address, by which the extension finds the task address
 *     APP_KEY                 the key of the signatures
 */
declare(strict_types=1);

use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Support\CallbackEndpoint;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\CallbackSecret;
use NetsvrBusiness\Support\Gateways;
use NetsvrBusiness\TaskSocketManger;
use Psr\Log\AbstractLogger;

// The PSR interfaces from Composer, or from Debian's php-psr-log and php-psr-container; the library from this repository.
foreach ([dirname(__DIR__, 2) . '/vendor', '/usr/share/php/Psr/Log', '/usr/share/php/Psr/Container'] as $folder) {
    is_file("$folder/autoload.php") && require_once "$folder/autoload.php";
}
spl_autoload_register(static function (string $class): void {
    $file = dirname(__DIR__, 2) . '/php/src/' . str_replace('\\', '/', substr($class, strlen('NetsvrBusiness\\'))) . '.php';
    str_starts_with($class, 'NetsvrBusiness\\') && is_file($file) && require_once $file;
});

final class ErrorLog extends AbstractLogger
{
    public function log($level, $message, array $context = []): void
    {
        error_log("[$level] $message");
    }
}

function setting(string $name, string $default = ''): string
{
    $value = (string)getenv($name);
    return $value !== '' ? $value : $default;
}

// The closure runs at the first call. Nothing connects before that.
Container::getInstance()->bind(TaskSocketMangerInterface::class, static function (): TaskSocketManger {
    $address = setting('NETSVR_WORKER_ADDR', '127.0.0.1:6062');
    $timeouts = ['connect_timeout' => 2, 'send_receive_timeout' => 2];
    return Gateways::fromConfig(['worker_addrs' => $address, 'task_addrs' => $address] + $timeouts)->taskSockets(new ErrorLog());
});

/** If the request is a callback of the gateway, answers it and ends the script. */
function answerCallbacks(Callbacks $callbacks): void
{
    $path = parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH);
    if ($_SERVER['REQUEST_METHOD'] !== 'POST' || !in_array($path, ['/netsvr/open', '/netsvr/close'], true)) {
        return;
    }
    $secret = new CallbackSecret(setting('NETSVR_CALLBACK_SECRET'));
    $endpoint = new CallbackEndpoint(static fn(): Callbacks => $callbacks, $secret, new ErrorLog());
    $callback = basename($path);
    $answer = $endpoint->$callback($_SERVER['HTTP_AUTHORIZATION'] ?? '', (string)file_get_contents('php://input'));
    http_response_code($answer->status);
    foreach ($answer->headers as $name => $value) {
        header("$name: $value");
    }
    exit($answer->body);
}

/** The user of this browser, from the session that the application's login has set; null: no user is logged in. */
function user(): ?string
{
    session_start(['cookie_samesite' => 'Lax', 'cookie_httponly' => true]);
    return $_SESSION['user'] ?? null;
}

/** Stands for the login of an application: it accepts any name without a password. */
function logIn(): void
{
    user();
    $name = $_POST['name'] ?? '';
    $_SESSION['user'] = is_string($name) && preg_match('~^[\w.]{1,20}$~D', $name) === 1 ? $name : null;
}

/** @param array<string, mixed> $answer */
function answer(array $answer, int $status = 200): never
{
    http_response_code($status);
    header('Content-Type: application/json');
    exit(json_encode($answer, JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES));
}
