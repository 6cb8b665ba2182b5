--TEST--
What has been counted when a request ends goes out then: by shutdown functions, after exit() and fatal errors, and once
--SKIPIF--
<?php
is_readable('/proc/self/maps') || die('skip the extension that this process has is not to be found');
?>
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\TaskSocket;
use NetsvrTests\Support\PhpServer;
use NetsvrTests\Support\Setup;
use function NetsvrTests\Support\requirePsr;

requirePsr();
final class Printing extends Psr\Log\AbstractLogger
{
    public function log($level, $message, array $context = []): void
    {
        $repeated = $context['repeated'] ?? null;
        if ($repeated !== null) {
            echo "$level ", strtok($message, "\n"), "\n";
        }
        if ($repeated !== null && $_SERVER['REQUEST_URI'] === '/throws') {
            throw new DomainException('at the end');
        }
        if ($repeated !== null && $_SERVER['REQUEST_URI'] === '/exits') {
            exit(1);
        }
    }

    public function __destruct()
    {
        echo "the logger is gone\n";
    }
}

final class Late
{
    public function __construct(private TaskSocket $socket)
    {
    }

    public function __destruct()
    {
        fail($this->socket, 13);
    }
}

function fail(TaskSocket $socket, int $times): void
{
    for ($i = 0; $i < $times; $i++) {
        $socket->receive();
    }
}

if (PHP_SAPI === 'cli-server') {
    ini_set('error_log', __FILE__ . '.log');
    $socket = new TaskSocket('p ', new Printing(), '127.0.0.1:1', 1, 1, 1);
    switch ($_SERVER['REQUEST_URI']) {
        case '/later':
            // another shutdown function, behind the one of the extension
            fail($socket, 11);
            register_shutdown_function(function () use ($socket): void {
                fail($socket, 20);
                echo "shutdown\n";
            });
            return;
        case '/destructor':
            $late = new Late($socket);
            return;
        case '/ten':
            fail($socket, 10);
            return;
        case '/exit':
            fail($socket, 13);
            exit("exit\n");
        case '/fatal':
            fail($socket, 13);
            ini_set('display_errors', '0');
            trigger_error('fatal', E_USER_ERROR);
            return;
        default:
            fail($socket, 13);
            echo "end\n";
            return;
    }
}

Setup::endAfter(30);
$server = new PhpServer(__FILE__);
$log = __FILE__ . '.log';
foreach (['/', '/ten', '/exit', '/fatal', '/later', '/throws', '/exits', '/destructor', '/'] as $path) {
    echo "$path\n  ", str_replace("\n", "\n  ", rtrim($server->get($path))), "\n";
    foreach (preg_grep('~netsvr: ~', is_file($log) ? file($log) : []) as $line) {
        echo '  error log: ', preg_replace('~^\[.*?] ~', '', str_replace(__DIR__ . '/', '', $line));
    }
    @unlink($log);
}
$server->stop();
?>
--EXPECT--
/
  end
  error p receive from 127.0.0.1:1 failed. (3 more like this within a second)
  the logger is gone
/ten
  the logger is gone
/exit
  exit
  error p receive from 127.0.0.1:1 failed. (3 more like this within a second)
  the logger is gone
/fatal
  error p receive from 127.0.0.1:1 failed. (3 more like this within a second)
/later
  error p receive from 127.0.0.1:1 failed. (1 more like this within a second)
  shutdown
  error p receive from 127.0.0.1:1 failed. (10 more like this within a second)
  the logger is gone
/throws
  end
  error p receive from 127.0.0.1:1 failed. (3 more like this within a second)
  the logger is gone
  error log: netsvr: the logger has thrown at "p receive from 127.0.0.1:1 failed. (3 more like this within a second)": 0 --> at the end in the-count-of-equal-lines-goes-out-when-the-request-ends.php on line 19
/exits
  end
  error p receive from 127.0.0.1:1 failed. (3 more like this within a second)
  the logger is gone
/destructor
  the logger is gone
  error log: netsvr: p receive from 127.0.0.1:1 failed. (3 more like this within a second)
/
  end
  error p receive from 127.0.0.1:1 failed. (3 more like this within a second)
  the logger is gone
