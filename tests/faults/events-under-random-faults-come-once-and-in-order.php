<?php
/*
 * A business process on the loop of the extension, registered with several gateways whose connections end, dribble, or
 * are not read for a while, as scripts drawn by chance say: no event is handled twice, those of a client are handled
 * in their order, no answer comes twice, and every registration is renewed in the end.
 */
declare(strict_types=1);

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
use NetsvrTests\Faults\Messages;
use NetsvrTests\Faults\Run;
use NetsvrTests\Faults\Script;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\WebSocketClient;

return static function (Run $run): void {
    $count = 3;
    $devGates = [];
    for ($i = 1; $i <= $count; $i++) {
        file_put_contents("$run->folder/faults$i", Script::forMainSockets($run->random));
        $devGates[$i] = DevGate::start('--fault-file', "$run->folder/faults$i");
    }
    $event = static fn(string $kind, string $uniqId, string $data = ''): string => "event $kind $uniqId $data";
    $business = Business::start(
        Host::OwnLoop,
        array_map(static fn(DevGate $devGate): string => $devGate->workerAddr, array_values($devGates)),
        onOpen: fn(ConnOpen $open, BusinessProcess $me) => $me->report($event('open', $open->getUniqId())),
        onMessage: function (Transfer $transfer, BusinessProcess $me) use ($event): void {
            $me->report($event('message', $transfer->getUniqId(), $transfer->getData()));
            $id = "{$transfer->getUniqId()}/{$transfer->getData()}";
            NetBus::singleCast($transfer->getUniqId(), Messages::payload($id, (int)$transfer->getData() % 500));
        },
        onClose: fn(ConnClose $close, BusinessProcess $me) => $me->report($event('close', $close->getUniqId())),
        timeout: 1
    );

    $messages = new Messages();
    /** @var list<array{WebSocketClient, int}> $clients and their gateways */
    $clients = [];
    /** @var array<string, int> $sent how many messages a client has sent, and $handled the last that was handled */
    [$sent, $handled, $opened, $closed] = [[], [], [], []];
    [$events, $registrations, $losses] = [0, array_fill(1, $count, 0), 0];
    $take = static function () use ($business, $run, &$handled, &$opened, &$closed, &$events, &$registrations, &$losses): void {
        while (($report = $business->next(0.001)) !== null) {
            if (!str_starts_with($report, 'event ')) {
                $losses += (int)preg_match('~^\w+ \w+ main socket to .* lost~', $report);
                if (preg_match('~\bregister to gateway (\d+) ok~', $report, $match)) {
                    $registrations[(int)$match[1]]++;
                }
                continue;
            }
            [, $kind, $uniqId, $data] = explode(' ', $report);
            $events++;
            $run->check(!isset($closed[$uniqId]), "$kind of $uniqId after its close");
            if ($kind === 'open') {
                $run->check(!isset($opened[$uniqId]) && !isset($handled[$uniqId]), "$uniqId opened twice, or late");
                $opened[$uniqId] = true;
            } elseif ($kind === 'close') {
                $closed[$uniqId] = true;
            } else {
                $run->check((int)$data > ($handled[$uniqId] ?? 0), "message $data of $uniqId after " . ($handled[$uniqId] ?? 0));
                $handled[$uniqId] = (int)$data;
            }
        }
    };
    $speak = static function (WebSocketClient $client) use (&$sent): void {
        $client->send((string)($sent[$client->uniqId] = 1 + ($sent[$client->uniqId] ?? 0)));
    };
    $come = static function (int $gateway) use ($devGates, $messages, &$clients): void {
        $clients[] = [$messages->connected($devGates[$gateway]->client()), $gateway];
    };
    foreach (array_keys($devGates) as $gateway) {
        for ($i = 0; $i < 3; $i++) {
            $come($gateway);
        }
    }

    // Until all faults have struck; what is left of the script after that time does not.
    $end = microtime(true) + 30;
    while (microtime(true) < $end && min($registrations) <= Script::STRUCK) {
        for ($i = 0; $i < 20; $i++) {
            $speak($clients[$run->random->getInt(0, count($clients) - 1)][0]);
        }
        if ($run->random->getInt(0, 19) === 0) {
            [$client, $gateway] = array_splice($clients, $run->random->getInt(0, count($clients) - 1), 1)[0];
            $client->close();
            $come($gateway);
        }
        $take();
        $messages->take();
        usleep(10_000);
    }
    // Every client is heard again. What is struck meanwhile may still be lost: it speaks until it is.
    $deadline = microtime(true) + 60;
    $since = [];
    foreach ($clients as [$client]) {
        $since[$client->uniqId] = $sent[$client->uniqId] ?? 0;
    }
    $unheard = static function () use (&$clients, &$handled, $since): array {
        return array_filter($clients, static fn(array $it): bool => ($handled[$it[0]->uniqId] ?? 0) <= $since[$it[0]->uniqId]);
    };
    while ($unheard() !== [] && microtime(true) < $deadline) {
        foreach ($unheard() as [$client]) {
            $speak($client);
        }
        $take();
        $messages->take();
        usleep(100_000);
    }
    foreach ($unheard() as [$client, $gateway]) {
        $run->problem("$client->uniqId of gateway $gateway is not heard any more");
    }
    $business->signal(SIGTERM);
    $take();
    $run->check(($status = $business->status()) === '0', "the business process ended with $status");
    $messages->take();

    $answers = 0;
    foreach ($messages->received as $id => $counts) {
        foreach ($counts as $uniqId => $times) {
            $answers++;
            $run->check($times === 1, "answer $id came $times times");
            [$to, $number] = explode('/', $id);
            $run->check($to === $uniqId && (int)$number <= $sent[$uniqId], "$uniqId received $id");
        }
    }
    foreach ($messages->garbled as $payload) {
        $run->problem("a client received $payload");
    }
    $run->check($losses > $count && min($registrations) > 1, "$losses connections lost: nothing was tried");
    $run->note(sprintf(
        '%d events handled of %d messages sent, %d answers received; %d connections lost, %d registrations',
        $events, array_sum($sent), $answers, $losses, array_sum($registrations)
    ));
    foreach ($devGates as $devGate) {
        $devGate->stop();
    }
};
