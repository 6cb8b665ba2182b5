<?php
/*
 * offline-queue.php: what is sent to somebody who is away comes at the next open, and until it is acknowledged; then never
 * again. Whatever dies in between.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

return static function (Kitchen $kitchen): void {
    [$first, $second] = $kitchen->twoGateways();
    $database = $kitchen->database();
    // What comes once must do so however slow this machine is.
    $kitchen->set('ACK_SECONDS', '60');
    [$one, $two] = $kitchen->processes('offline-queue', 2, 2);
    $kept = static fn(string $customer): int =>
        (int)$database->query("SELECT COUNT(*) FROM queued_message WHERE customer_id = '$customer'")->fetchColumn();
    $send = static fn(string $customer, string $text) => $kitchen->same([0, '', ''], $kitchen->run('offline-queue', 'send', $customer, $text), 'send');

    $kitchen->case('who is there gets it at once, and its acknowledgement empties the queue', static function () use ($kitchen, $first, $send, $kept): void {
        $ann = new Inbox($kitchen, $first, 'ann');
        $send('ann', 'good morning, 早上好');
        $kitchen->until(static fn(): bool => $ann->texts() !== [] && $kept('ann') === 0, 'it comes and is acknowledged');
        $kitchen->same(['good morning, 早上好'], $ann->texts(1.5), 'messages');
    });
    $kitchen->case('where ids begin anew, a message is none that the customer knows', static function () use ($kitchen, $first, $send, $kept, $database): void {
        $came = [];
        foreach (['one', 'two'] as $text) {
            // As after a restart of MySQL 5.7 with an empty table, or with an older backup.
            $database->exec(match ($database->getAttribute(\PDO::ATTR_DRIVER_NAME)) {
                'mysql' => 'TRUNCATE TABLE queued_message',
                'pgsql' => 'ALTER SEQUENCE queued_message_id_seq RESTART',
                default => "DELETE FROM sqlite_sequence WHERE name = 'queued_message'",
            });
            $tim = new Inbox($kitchen, $first, 'tim');
            $send('tim', $text);
            $kitchen->until(static fn(): bool => $tim->texts() !== [] && $kept('tim') === 0, 'it comes and is acknowledged');
            $came[] = $tim->messages[0];
            $tim->client->close();
            usleep(1_100_000);
        }
        $kitchen->same($came[0]['id'], $came[1]['id'], 'id');
        $kitchen->check(($came[0]['at'] ?? null) !== ($came[1]['at'] ?? null), 'both messages have the same id and time');
    });
    $kitchen->case('who is away gets everything at the next open, in order, once', static function () use ($kitchen, $second, $send, $kept): void {
        foreach (['one', 'two', 'three'] as $text) {
            $send('bob', $text);
        }
        $kitchen->same(3, $kept('bob'), 'messages that wait');
        $bob = new Inbox($kitchen, $second, 'bob');
        $kitchen->until(static fn(): bool => count($bob->texts()) >= 3 && $kept('bob') === 0, 'all come and are acknowledged');
        $kitchen->same(['one', 'two', 'three'], $bob->texts(1.5), 'messages');
        $bob->client->close();
        $kitchen->same([], (new Inbox($kitchen, $second, 'bob'))->texts(1.0), 'messages at the open after that');
    });
    $kitchen->case('three hundred that wait come all, in order', static function () use ($kitchen, $first, $kept, $database): void {
        $insert = $database->prepare("INSERT INTO queued_message (customer_id, text, created_at) VALUES ('pat', ?, 0)");
        $database->beginTransaction();
        for ($number = 1; $number <= 300; $number++) {
            $insert->execute(["message $number"]);
        }
        $database->commit();
        $pat = new Inbox($kitchen, $first, 'pat');
        $kitchen->until(static fn(): bool => count($pat->texts()) >= 300 && $kept('pat') === 0, 'all come and are acknowledged');
        $expected = array_map(static fn(int $number): string => "message $number", range(1, 300));
        $kitchen->same(count($expected), count($pat->texts(1.0)), 'messages');
        $kitchen->same($expected, $kitchen->generation === 5 ? $pat->texts() : array_values(array_intersect($expected, $pat->texts())), 'messages');
    });
    $kitchen->case('two connections that come at the same time share what waits: nothing comes to both', static function () use ($kitchen, $first, $second, $kept, $send): void {
        for ($number = 0; $number < 5; $number++) {
            $send('kim', "message $number");
        }
        [$here, $there] = [$kitchen->stranger($first), $kitchen->stranger($second)];
        $here->send(Kitchen::ticket('kim'));
        $there->send(Kitchen::ticket('kim'));
        $ids = [];
        $take = static function (float $seconds) use ($kitchen, $here, $there, &$ids): bool {
            foreach ([$here, $there] as $client) {
                while (($message = $client->receive($seconds)) !== null) {
                    $message = json_decode($message, true);
                    $message['is'] === 'message' && $ids[] = $message['id'];
                    count($ids) === 5 && $kitchen->tell($client, ack: $ids);
                }
            }
            return count($ids) >= 5;
        };
        $kitchen->until(static fn(): bool => $take(0.0), 'all come');
        $take(1.0);
        $kitchen->same(count(array_unique($ids)), count($ids), 'messages, each once');
        $kitchen->same(5, count($ids), 'messages');
        $kitchen->until(static fn(): bool => $kept('kim') === 0, 'all are acknowledged');
    });

    $kitchen->case('what is for Kay is not for kay', static function () use ($kitchen, $first, $send, $kept): void {
        foreach (['Kay', 'kay ', 'kay'] as $name) {
            $send($name, "for \"$name\"");
        }
        $kay = new Inbox($kitchen, $first, 'kay');
        $kitchen->until(static fn(): bool => $kay->texts() !== [] && $kept('kay') === 0, 'it comes and is acknowledged');
        $kitchen->same(['for "kay"'], $kay->texts(1.0), 'messages');
        $kitchen->same([1, 1], [$kept('Kay'), $kept('kay ')], 'messages of the others');
    });
    $kitchen->case('customers whose names are numbers', static function () use ($kitchen, $first, $send, $kept): void {
        foreach ($names = ['0', '7', '007', '-7', '1e3'] as $name) {
            $send($name, "for $name");
        }
        foreach ($names as $name) {
            $inbox = new Inbox($kitchen, $first, $name);
            $kitchen->until(static fn(): bool => $inbox->texts() !== [] && $kept($name) === 0, "it comes to $name, and is acknowledged");
            $kitchen->same(["for $name"], $inbox->texts(0.3), 'messages');
        }
    });
    $kitchen->case('what nobody could deliver is refused: it would hold up what is behind it', static function () use ($kitchen, $first, $send, $kept): void {
        $try = static fn(string $customer, string $text): string => "
            try { Queue::add($customer, $text); echo 'taken '; } catch (InvalidArgumentException) { echo 'refused '; }";
        // More than a gateway takes, and more than MySQL has room for.
        $code = $try("'big'", "str_repeat('x', 3_000_000)") . $try("'big'", "str_repeat('x', 64_001)")
            . $try("''", "'x'") . $try("str_repeat('x', 129)", "'x'") . $try("'big'", "str_repeat('x', 64_000)");
        $kitchen->same([0, 'refused refused refused refused taken ', ''], $kitchen->request('offline-queue', $code), 'the request');
        $send('big', 'behind it');
        $big = new Inbox($kitchen, $first, 'big');
        $kitchen->until(static fn(): bool => count($big->texts()) >= 2 && $kept('big') === 0, 'all come and are acknowledged');
        $kitchen->same([64_000, 9], array_map(strlen(...), $big->texts()), 'lengths of the messages');
    });
    $kitchen->case('how it is called', static function () use ($kitchen, $kept): void {
        [$status, $said, $error] = $kitchen->run('offline-queue', 'send');
        $kitchen->check($status === 2 && $said === '' && str_starts_with($error, 'usage: ') && $kept('') === 0, "$status $said $error");
    });

    foreach ([$one, $two] as $process) {
        $process->stop();
    }
    $kitchen->set('ACK_SECONDS', '2');
    [$one, $two] = $kitchen->processes('offline-queue', 2, 2);
    $kitchen->case('what is not acknowledged comes again, with the same id, at the next open and without one', static function () use ($kitchen, $first, $second, $send, $kept): void {
        $cid = new Inbox($kitchen, $first, 'cid', acknowledges: false);
        $send('cid', 'again');
        $kitchen->until(static fn(): bool => count($cid->texts()) >= 2, 'it comes twice to a client that says nothing');
        $cid->client->close();
        $next = new Inbox($kitchen, $second, 'cid', acknowledges: false);
        $kitchen->until(static fn(): bool => $next->texts() !== [], 'it comes at the next open');
        $kitchen->same(1, count(array_unique(array_column([...$cid->messages, ...$next->messages], 'id'))), 'ids');
        $next->acknowledge($next->messages[0]['id']);
        $kitchen->until(static fn(): bool => $kept('cid') === 0, 'it is acknowledged');
    });
    $kitchen->case('a clock that has been put back holds up no message', static function () use ($kitchen, $first, $send, $kept, $database): void {
        $ned = new Inbox($kitchen, $first, 'ned', acknowledges: false);
        $send('ned', 'again');
        $kitchen->until(static fn(): bool => $ned->texts() !== [], 'it is on its way');
        $database->exec("UPDATE queued_message SET due_at = due_at + 28800 WHERE customer_id = 'ned'");
        $came = count($ned->texts());
        $kitchen->until(static fn(): bool => count($ned->texts()) > $came, 'it comes again');
        $ned->client->close();
        // Nor does it keep anybody busy while the customer is away.
        $database->exec("UPDATE queued_message SET due_at = due_at + 28800, created_at = 0 WHERE customer_id = 'ned'");
        $due = static fn(): mixed => $database->query("SELECT due_at FROM queued_message WHERE customer_id = 'ned'")->fetchColumn();
        $kitchen->until(static fn(): bool => $due() === null, 'it rests');
        $kitchen->same(1, $kept('ned'), 'messages that wait');
    });
    $kitchen->case('a connection that says nothing does not keep a message from another one', static function () use ($kitchen, $first, $second, $send, $kept): void {
        $mute = [new Inbox($kitchen, $first, 'lou', acknowledges: false), new Inbox($kitchen, $second, 'lou', acknowledges: false)];
        $send('lou', 'to whoever hears it');
        foreach ($mute as $number => $inbox) {
            $kitchen->until(static fn(): bool => $inbox->texts() !== [], "it comes to connection $number");
        }
        $mute[0]->acknowledge($mute[0]->messages[0]['id']);
        $kitchen->until(static fn(): bool => $kept('lou') === 0, 'it is acknowledged');
    });
    $kitchen->case('what is no text comes with marks in it, and holds up nothing', static function () use ($kitchen, $first, $kept, $database): void {
        $texts = ['before', 'after'];
        // Other databases take no such thing.
        if ($database->getAttribute(\PDO::ATTR_DRIVER_NAME) === 'sqlite') {
            $texts = ['before', "\xff", 'after'];
        }
        foreach ($texts as $text) {
            $database->prepare("INSERT INTO queued_message (customer_id, text, created_at) VALUES ('uma', ?, 0)")->execute([$text]);
        }
        $uma = new Inbox($kitchen, $first, 'uma');
        $kitchen->until(static fn(): bool => count($uma->texts()) >= count($texts) && $kept('uma') === 0, 'all come and are acknowledged');
    });
    $kitchen->case('a process that is killed between its welcome and what waits: another one delivers it', static function () use ($kitchen, $first, $second, $kept, $database, &$one, &$two): void {
        $insert = $database->prepare("INSERT INTO queued_message (customer_id, text, created_at) VALUES ('vic', ?, 0)");
        for ($number = 1; $number <= 150; $number++) {
            $insert->execute(["message $number"]);
        }
        // It asks a gateway that does not answer where vic is, and is killed meanwhile.
        $second->suspend();
        $vic = new Inbox($kitchen, $first, 'vic');
        foreach ([$one, $two] as $process) {
            $process->endsBy(SIGKILL, 5.0);
            $process->stop();
        }
        $kitchen->same([], $vic->texts(0.2), 'messages before it was killed');
        $second->resume();
        [$one, $two] = $kitchen->processes('offline-queue', 2, 2);
        $kitchen->until(static fn(): bool => count($vic->texts()) >= 150 && $kept('vic') === 0, 'all come and are acknowledged');
    });
    $kitchen->case('a message that another process has just laid to rest is delivered all the same', static function () use ($kitchen, $first, $second, $kept, $database, &$one, &$two): void {
        $wes = new Inbox($kitchen, $first, 'wes', acknowledges: false);
        foreach ([$one, $two] as $process) {
            $process->stop();
        }
        // The sender has read the row, and waits for a gateway that does not answer.
        $second->suspend();
        $ends = $kitchen->opened('offline-queue', 'send', 'wes', 'nearly forgotten');
        $kitchen->until(static fn(): bool => $kept('wes') === 1, 'it is written down');
        usleep(500_000);
        $database->exec("UPDATE queued_message SET due_at = NULL WHERE customer_id = 'wes'");
        $second->resume();
        $ends();
        $kitchen->until(static fn(): bool => $wes->texts() !== [], 'it comes');
        [$one, $two] = $kitchen->processes('offline-queue', 2, 2);
        $wes->acknowledge($wes->messages[0]['id']);
        $kitchen->until(static fn(): bool => $kept('wes') === 0, 'it is acknowledged');
    });
    $kitchen->case('a customer of a gateway that does not answer is not taken for one who is away, whatever php.ini says', static function () use ($kitchen, $second, $database, &$one, &$two): void {
        foreach ([$one, $two] as $process) {
            $process->stop();
        }
        $database->exec("INSERT INTO queued_message (customer_id, text, created_at, due_at) VALUES ('par', 'x', 0, 1)");
        $second->suspend();
        $kitchen->same([0, 'partial'], array_slice($kitchen->request(
            'offline-queue',
            "ini_set('netsvr.on_query_failure', 'partial'); Queue::deliver('par'); echo ini_get('netsvr.on_query_failure');"
        ), 0, 2), 'the request');
        $second->resume();
        $due = $database->query("SELECT due_at FROM queued_message WHERE customer_id = 'par'")->fetchColumn();
        $kitchen->check($due !== null, 'the message rests');
        $database->exec("DELETE FROM queued_message WHERE customer_id = 'par'");
        [$one, $two] = $kitchen->processes('offline-queue', 2, 2);
    });
    $kitchen->case('of a customer who is away nothing stays due', static function () use ($kitchen, $kept, $database): void {
        $insert = $database->prepare("INSERT INTO queued_message (customer_id, text, created_at, due_at) VALUES ('xia', ?, 0, 1)");
        for ($number = 1; $number <= 150; $number++) {
            $insert->execute(["message $number"]);
        }
        $due = static fn(): int => (int)$database->query("SELECT COUNT(*) FROM queued_message WHERE customer_id = 'xia' AND due_at IS NOT NULL")->fetchColumn();
        $kitchen->until(static fn(): bool => $due() === 0, 'all rest');
        $kitchen->same(150, $kept('xia'), 'messages that wait');
    });
    $kitchen->case('what is looked at again: a new message, one of a customer who may be at a silent gateway, and what waits for acknowledgements, which has its time', static function () use ($kitchen, $first, $second, $database): void {
        $yan = new Inbox($kitchen, $first, 'yan', acknowledges: false);
        $wait = static function (string $customer, int $count, int $created) use ($kitchen, $database): void {
            $insert = $database->prepare("INSERT INTO queued_message (customer_id, text, created_at, due_at) VALUES ('$customer', 'x', $created, 1)");
            for (; $count > 0; $count--) {
                $insert->execute();
            }
            $left = static fn(string $due): int => (int)$database->query("SELECT COUNT(*) FROM queued_message WHERE customer_id = '$customer' AND due_at $due")->fetchColumn();
            $kitchen->until(static fn(): bool => $left('= 1') === 0, "somebody has looked at all of $customer");
            $kitchen->same(0, $left('IS NULL'), "messages of $customer that rest");
        };
        $wait('yan', 150, 0);
        $kitchen->until(static fn(): bool => count($yan->texts()) >= 100, 'the first of them come');
        $wait('new', 1, time());
        $second->suspend();
        $wait('silent', 1, 0);
        $second->resume();
        $database->exec("DELETE FROM queued_message WHERE customer_id IN ('yan', 'new', 'silent')");
    });
    $kitchen->case('nonsense harms nobody', static function () use ($kitchen, $first): void {
        $kitchen->sendNonsense((new Inbox($kitchen, $first, 'fool'))->client);
        new Inbox($kitchen, $first, 'fool');
        $kitchen->same('', $kitchen->failures('offline-queue'), 'what failed');
    });
    $kitchen->case('a database that has closed its connections is asked over new ones', static function () use ($kitchen, $first, $send, $kept, $database): void {
        $pia = new Inbox($kitchen, $first, 'pia');
        $kitchen->cutDatabase($database);
        $send('pia', 'behind the cut');
        $kitchen->until(static fn(): bool => $pia->texts() !== [] && $kept('pia') === 0, 'it comes and is acknowledged');
        $kitchen->cutDatabase($database);
        new Inbox($kitchen, $first, 'pia');
    });
    $kitchen->case('nobody acknowledges what is another\'s, and nonsense acknowledges nothing', static function () use ($kitchen, $first, $send, $kept, $database): void {
        $send('dan', 'for dan');
        $id = (int)$database->query("SELECT id FROM queued_message WHERE customer_id = 'dan'")->fetchColumn();
        $eve = new Inbox($kitchen, $first, 'eve');
        $eve->acknowledge($id);
        foreach (['{"ack":"x"}', '{"ack":[]}', '{"ack":[null,"1",[2]]}', '[]', 'x', '{"ack":{"a":{}}}'] as $nonsense) {
            $eve->client->send($nonsense);
        }
        usleep(300_000);
        $kitchen->same(1, $kept('dan'), 'messages for dan');
        $dan = new Inbox($kitchen, $first, 'dan');
        $kitchen->until(static fn(): bool => $dan->texts() === ['for dan'] && $kept('dan') === 0, 'dan has it');
    });
    $kitchen->case('a sender that is killed between writing and delivering: it comes all the same', static function () use ($kitchen, $first, $kept): void {
        $fay = new Inbox($kitchen, $first, 'fay');
        // The gateway does not answer, so the sender waits, with the message written down. Business processes wait, too.
        $first->suspend();
        $sender = $kitchen->start('offline-queue', 'send', 'fay', 'half sent');
        $kitchen->until(static fn(): bool => $kept('fay') === 1, 'it is written down');
        $sender->endsBy(SIGKILL, 5.0);
        $sender->stop();
        $first->resume();
        $kitchen->until(static fn(): bool => $fay->texts() !== [] && $kept('fay') === 0, 'it comes');
        $kitchen->same(['half sent'], array_values(array_unique($fay->texts(1.0))), 'messages');
    });
    $kitchen->case('business processes that are killed with claimed messages: the next one delivers them', static function () use ($kitchen, $first, $second, $send, $kept, &$one, &$two, $database): void {
        $gus = new Inbox($kitchen, $second, 'gus', acknowledges: false);
        $send('gus', 'claimed');
        $kitchen->until(static fn(): bool => $gus->texts() !== [], 'it is claimed');
        foreach ([$one, $two] as $process) {
            $process->endsBy(SIGKILL, 5.0);
            $process->stop();
        }
        $came = count($gus->texts());
        [$one, $two] = $kitchen->processes('offline-queue', 2, 2);
        $kitchen->until(static fn(): bool => count($gus->texts()) > $came, 'it comes from the new processes');
        $gus->acknowledge($gus->messages[0]['id']);
        $kitchen->until(static fn(): bool => $kept('gus') === 0, 'it is acknowledged');
    });
    $kitchen->case('a gateway that restarts with a message on its way: it comes to the new connection', static function () use ($kitchen, $second, $send, $kept): void {
        $hal = new Inbox($kitchen, $second, 'hal', acknowledges: false);
        $send('hal', 'on its way');
        $kitchen->until(static fn(): bool => $hal->texts() !== [], 'it is on its way');
        $second->restart();
        $kitchen->until(static function () use ($kitchen, $second, &$new): bool {
            try {
                $new = new Inbox($kitchen, $second, 'hal');
                return true;
            } catch (\RuntimeException) {
                return false;
            }
        }, 'hal is back');
        $kitchen->until(static fn(): bool => $new->texts() !== [] && $kept('hal') === 0, 'it comes again and is acknowledged');
    });
    $kitchen->case('a gateway that is down keeps nobody at the other one waiting', static function () use ($kitchen, $first, $second, $send, $kept): void {
        $second->kill();
        $ida = new Inbox($kitchen, $first, 'ida');
        $kitchen->run('offline-queue', 'send', 'ida', 'half the gateways');
        $kitchen->until(static fn(): bool => $ida->texts() === ['half the gateways'] && $kept('ida') === 0, 'it comes');
        $second->restart();
    });
    $kitchen->case('many senders, two processes, a customer who comes and goes: each message is done once', static function () use ($kitchen, $first, $second, $kept): void {
        $sent = $done = $opened = [];
        $come = static fn(int $turn): Inbox => new Inbox($kitchen, [$first, $second][$turn % 2], 'joe', acknowledges: $turn % 3 !== 0);
        $joe = $come(1);
        for ($number = 0; $number < 12; $number++) {
            $opened[] = $kitchen->opened('offline-queue', 'send', 'joe', $sent[] = "message $number");
            if ($number % 4 === 3) {
                $joe->texts(0.1);
                $done = [...$done, ...$joe->messages];
                $joe->client->close();
                $joe = $come($number);
            }
        }
        foreach ($opened as $ends) {
            $kitchen->same(0, $ends()[0], 'status of a sender');
        }
        $done = [...$done, ...$joe->messages];
        $joe->client->close();
        $joe = $come(1);
        $kitchen->until(static fn(): bool => $joe->texts() !== [null] && $kept('joe') === 0, 'all are acknowledged');
        $texts = [];
        foreach ([...$done, ...$joe->messages] as ['id' => $id, 'text' => $text]) {
            $texts[$id] = $text;
        }
        // By their ids each is there once, and none is missing.
        sort($texts);
        sort($sent);
        $kitchen->same($sent, $texts, 'messages');
    });
};
