<?php
/*
 * A gateway does not read for a while: who sends more than the buffers hold waits, and nobody else. Once it reads again, all
 * arrives.
 */
declare(strict_types=1);

use NetsvrBusiness\NetBus;
use NetsvrTests\Coroutine\Crowd;
use NetsvrTests\Coroutine\Run;
use NetsvrTests\Coroutine\Scene;
use NetsvrTests\Support\DevGate;

return new Scene(static function (Run $run): void {
    // messages of a megabyte: more than the buffers of both sides
    $messages = 16;
    $deaf = DevGate::start('--fault', 'conn=* frame=1 stop-reading=4000', '--send-deadline', '90');
    $good = DevGate::start();
    $receiver = $deaf->client();
    $client = $good->client();
    $logger = $run->netBus(30, $deaf->workerAddr, $good->workerAddr);
    $run->inCoroutine(static function () use ($run, $receiver, $client, $messages): void {
        $run->host->all(20.0, static fn() => Crowd::askOne($client->uniqId));
        $ticker = $run->ticker();
        $sent = 0;
        $pause = 0.0;
        $sender = $run->host->go(static function () use ($receiver, $messages, &$sent, &$pause): void {
            for ($i = 0; $i < $messages; $i++) {
                $start = microtime(true);
                NetBus::singleCast($receiver->uniqId, str_pad((string)$i, 1 << 20));
                $pause = max($pause, microtime(true) - $start);
                $sent++;
            }
        });
        // it comes back here when the sender is suspended, or has ended
        $run->host->sleep(0.05);
        $run->check(!$sender->hasEnded && $sent < $messages, "the gateway does not read, and $sent MB have been sent");
        $wrong = Crowd::askOne($client->uniqId);
        $run->check($wrong === null, (string)$wrong);
        $run->check(!$sender->hasEnded, 'the sender has not waited as long as the gateway did not read');
        $run->host->join(30.0, $sender);
        $run->check($ticker->ticks >= 10, "another coroutine ran $ticker->ticks times");
        $run->same($messages, $sent, 'what was sent in the end');
        $run->check($pause > 1.0, "the longest call took $pause s");
        $ticker->stop();
    });
    for ($i = 0; $i < $messages; $i++) {
        $data = $receiver->receive(20.0);
        $run->check($data !== null && (int)$data === $i, "message $i: " . ($data === null ? 'has not come' : (int)$data));
        if ($data === null) {
            break;
        }
    }
    $run->same([], preg_grep('/^(error|warning)/', $logger->take()), 'the log');
});
