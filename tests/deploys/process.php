<?php
/*
 * The service under test: business processes that echo, and a master that replaces them when it is told to.
 *
 *     process.php HOST PROCESSES FOLDER WORKER_ADDR[=TASK_ADDR]...      the task address for API 8
 *
 * HOST: own (run(), under NetsvrBusiness\Support\Supervisor), workerman4, workerman5 (the real master where
 * WORKERMAN4_DIR or WORKERMAN5_DIR names it, else one of a few lines that does the same). With "child" behind the
 * host's name it is one process of own. SIGUSR1 replaces the processes, SIGTERM ends all.
 *
 * Each event of opening and closing is a line on standard error: writing into a file would suspend a handler under Swow,
 * which ends it with the process. Whatever is logged above info is in FOLDER/log.
 */
declare(strict_types=1);

namespace NetsvrTests\Deploys;

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Event;
use Netsvr\Transfer;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\MainSocketManager;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Socket;
use NetsvrBusiness\Support\Supervisor;
use NetsvrBusiness\TaskSocketManger;
use NetsvrBusiness\Workerman\MainSocket as WorkermanMainSocket;
use NetsvrBusiness\Workerman\MainSocketManager as WorkermanMainSocketManager;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Sockets;
use Psr\Log\AbstractLogger;
use Workerman\Timer;
use Workerman\Worker;

require dirname(__DIR__) . '/support/autoload.php';
require_once dirname(__DIR__, 2) . '/php/src/Support/Supervisor.php';

final class EchoService implements EventInterface
{
    public MainSocketManager|WorkermanMainSocketManager $manager;

    /** @param list<string> $addrs */
    public function __construct(private string $folder, array $addrs, Host $host, int $processes)
    {
        $logger = new class($folder) extends AbstractLogger {
            public function __construct(private string $folder)
            {
            }

            public function log($level, $message, array $context = []): void
            {
                if ($level !== 'info') {
                    file_put_contents("$this->folder/log", getmypid() . " $level $message\n", FILE_APPEND);
                }
            }
        };
        $tasks = new TaskSocketManger();
        $this->manager = Sockets::manager($host);
        $mainSocket = $host->isWorkerman() ? WorkermanMainSocket::class : MainSocket::class;
        $this->manager->registerAtMost($processes);
        foreach ($addrs as $addr) {
            [$workerAddr, $taskAddr] = explode('=', "$addr=$addr");
            $tasks->addSocket(Sockets::task('task', $logger, $taskAddr, 5, 117));
            $socket = new Socket('main', $logger, $workerAddr, 5, 5);
            $events = Event::OnOpen | Event::OnMessage | Event::OnClose;
            $this->manager->addSocket(Sockets::main($mainSocket, 'main', $logger, $this, $socket, $events, 45_000));
        }
        $container = new Container();
        Container::setInstance($container);
        $container->bind(TaskSocketMangerInterface::class, $tasks);
        $container->bind(MainSocketManagerInterface::class, $this->manager);
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        error_log("open {$connOpen->getUniqId()}");
    }

    public function onMessage(Transfer $transfer): void
    {
        NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
    }

    public function onClose(ConnClose $connClose): void
    {
        error_log("close {$connClose->getUniqId()}");
    }
}

/** What Workerman's master does: replaces its processes one after the other, each once the one before has ended. */
final class StandInMaster
{
    /** @param \Closure(): never $work */
    public static function run(int $count, \Closure $work): void
    {
        $signals = [SIGTERM, SIGUSR1, SIGCHLD];
        pcntl_sigprocmask(SIG_BLOCK, $signals);
        $start = static function () use ($work, $signals): int {
            $pid = pcntl_fork();
            if ($pid === 0) {
                pcntl_sigprocmask(SIG_UNBLOCK, $signals);
                $work();
            }
            return $pid;
        };
        $pids = array_map(static fn(): int => $start(), range(1, $count));
        $toReplace = [];
        $ending = false;
        while ($pids !== []) {
            $signal = pcntl_sigtimedwait($signals, $info, 1);
            if ($signal === SIGTERM) {
                $ending = true;
                array_map(static fn(int $pid): bool => posix_kill($pid, SIGINT), $pids);
            } elseif ($signal === SIGUSR1 && $toReplace === []) {
                $toReplace = $pids;
                posix_kill($toReplace[0], SIGINT);
            }
            while (($ended = pcntl_waitpid(-1, $status, WNOHANG)) > 0) {
                $pids = array_values(array_diff($pids, [$ended]));
                if ($ending) {
                    continue;
                }
                $pids[] = $start();
                $toReplace = array_values(array_diff($toReplace, [$ended]));
                if ($toReplace !== []) {
                    posix_kill($toReplace[0], SIGINT);
                }
            }
        }
        exit(0);
    }
}

[, $kind, $processes, $folder] = $argv;
$addrs = array_slice($argv, 4);
$processes = (int)$processes;
if ($kind === 'own') {
    $command = [...Supervisor::php(), '-d', "netsvr.shared=$folder/shared", __FILE__, 'own-child', ...array_slice($argv, 2)];
    file_put_contents("$folder/master", (string)getmypid());
    (new Supervisor($processes + 1, $command, static fn(string $line): int|false => file_put_contents("$folder/log", "$line\n", FILE_APPEND)))->run();
} elseif ($kind === 'own-child') {
    (new EchoService($folder, $addrs, Host::OwnLoop, $processes))->manager->run(Supervisor::ready(...), 50);
} else {
    $host = $kind === 'workerman4' ? Host::Workerman4 : Host::Workerman5;
    $host->load();
    $argv = $GLOBALS['argv'] = ['deploys', 'start'];
    Worker::$pidFile = "$folder/master";
    Worker::$logFile = "$folder/workerman.log";
    if (property_exists(Worker::class, 'statusFile')) {
        Worker::$statusFile = "$folder/status";
    }
    if (($loop = $host->eventLoop()) !== null) {
        Worker::$eventLoopClass = $loop;
    }
    $worker = new Worker();
    $worker->count = $processes + 1;
    $service = null;
    $worker->onWorkerStart = static function () use (&$service, $folder, $addrs, $host, $processes): void {
        $service = new EchoService($folder, $addrs, $host, $processes);
        $service->manager->start();
    };
    $worker->onWorkerStop = static function () use (&$service): void {
        $service->manager->close();
    };
    if ($host->realSources() !== null) {
        Worker::runAll();
    } else {
        file_put_contents("$folder/master", (string)getmypid());
        StandInMaster::run($worker->count, static function (): never {
            Worker::runAll();
            exit(0);
        });
    }
}
