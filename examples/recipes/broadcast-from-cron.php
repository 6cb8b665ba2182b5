<?php
/*
 * A broadcast from a cron job. Says for each gateway whether it has the message, and how many clients it had then. What went
 * well goes to stdout, what did not to stderr: in a crontab, drop the former, and cron mails the latter.
 *
 *     0 9 * * *  user  php /srv/app/broadcast-from-cron.php "The shop is open." >/dev/null
 *
 * Exit status: 0 all gateways have it; 1 a gateway has not got it; 2 called wrongly; 3 nobody knows whether a gateway has it;
 * 75 the run before is still at work, and this one has done nothing. A gateway that is down is tried again for
 * BROADCAST_SECONDS (20): one that restarts meanwhile gets the message. No gateway gets it twice.
 *
 * A second argument is the id of the message, by default the minute in UTC. If you run it again by hand after a failure, give
 * it the same id, which stderr names: clients drop what they have. business.php has all settings. BROADCAST_LOCK is the file
 * of the lock, one for each job.
 */
declare(strict_types=1);

use NetsvrBusiness\{Container, NetBus, TaskSocket, TaskSocketManger};
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Exception\SocketSendException;
use Psr\Log\NullLogger;

require_once __DIR__ . '/business.php';

enum Reached
{
    case Yes;
    case No;
    case Unknown;
}

/**
 * Sends a text to all clients of one gateway.
 *
 * @return array{Reached, string} how it went, in words
 */
function reach(string $address, string $text): array
{
    $gateway = new TaskSocketManger();
    // No log: cron would mail a failed try also when the next one succeeds. The words say the same.
    $gateway->addSocket(new TaskSocket('broadcast', new NullLogger(), $address, 2, 2, 117));
    Container::getInstance()->bind(TaskSocketMangerInterface::class, $gateway);
    try {
        // A question first: it finds the gateway, and says how many will hear it.
        [['count' => $clients]] = NetBus::uniqIdCount();
        NetBus::broadcast($text);
    } catch (SocketReceiveException | SocketSendException $failed) {
        $why = $failed instanceof SocketReceiveException ? implode('; ', $failed->getFailures()) : $failed->getMessage();
        return [Reached::No, "nothing was sent: $why"];
    }
    [['problem' => $problem]] = NetBus::flush();
    return $problem === null
        ? [Reached::Yes, "$clients clients"]
        : [Reached::Unknown, "it was sent, but not confirmed: $problem"];
}

$text = $argv[1] ?? '';
if ($text === '') {
    fwrite(STDERR, "usage: php broadcast-from-cron.php TEXT [ID]\n");
    exit(2);
}
// The system gives the lock back when the process ends, however it ends.
$path = setting('BROADCAST_LOCK', sys_get_temp_dir() . '/netsvr-broadcast.lock');
$lock = fopen($path, 'c+');
if ($lock === false || !flock($lock, LOCK_EX | LOCK_NB)) {
    fwrite(STDERR, $lock === false ? "cannot open $path\n" : 'still at work: ' . stream_get_contents($lock) . "; nothing was sent\n");
    exit($lock === false ? 2 : 75);
}
ftruncate($lock, 0);
fwrite($lock, 'process ' . getmypid() . ' since ' . date('Y-m-d H:i:s'));
fflush($lock);

// What cannot be sent is an exception, not a line in a log, and so is a question without an answer.
ini_set('netsvr.on_send_failure', 'throw');
ini_set('netsvr.on_query_failure', 'throw');
// In UTC: elsewhere an hour of autumn comes twice.
$id = $argv[2] ?? gmdate('Y-m-d H:i');
$message = json('broadcast', id: $id, text: $text);
$waiting = array_fill_keys(workerAddresses(), '');
$status = 0;
$until = now() + (float)setting('BROADCAST_SECONDS', '20');
while (true) {
    foreach (array_keys($waiting) as $address) {
        [$reached, $words] = reach($address, $message);
        $waiting[$address] = $words;
        if ($reached === Reached::No) {
            continue; // the only one that may be tried again
        }
        $reached === Reached::Yes ? print("$address: $words\n") : fwrite(STDERR, "$address: $words\n");
        $status = $reached === Reached::Yes ? $status : 3;
        unset($waiting[$address]);
    }
    if ($waiting === [] || now() >= $until) {
        break;
    }
    usleep(500_000);
}
foreach ($waiting as $address => $words) {
    fwrite(STDERR, "$address: $words\n");
    $status = 1;
}
$status === 0 || fwrite(STDERR, "the id of the message: $id\n");
exit($status);
