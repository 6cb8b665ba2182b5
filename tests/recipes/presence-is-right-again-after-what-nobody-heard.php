<?php
/*
 * presence.php: the table and those who watch know who is there, through closes that nobody has heard, processes that are
 * killed, and gateways that go and come back.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use PDO;

return static function (Kitchen $kitchen): void {
    [$first, $second] = $kitchen->twoGateways();
    $database = $kitchen->database();
    // At first nobody looks again: events say it all.
    $kitchen->set('PRESENCE_SECONDS', '3600');
    $kitchen->set('PRESENCE_GRACE', '12');
    [$one, $two] = $kitchen->processes('presence', 2, 2);
    /** Whether a process holds the lock of the tables. */
    $isLocked = static function () use ($database): bool {
        $isSqlite = $database->getAttribute(PDO::ATTR_DRIVER_NAME) === 'sqlite';
        try {
            $isSqlite && $database->exec('PRAGMA busy_timeout = 0');
            $database->exec($isSqlite ? 'BEGIN IMMEDIATE' : 'BEGIN');
            $isSqlite || $database->query('SELECT version FROM presence_state FOR UPDATE NOWAIT')->fetchAll();
            return false;
        } catch (\PDOException) {
            return true;
        } finally {
            try {
                $database->exec('ROLLBACK');
            } catch (\PDOException) {
                // It has not begun.
            }
            $isSqlite && $database->exec('PRAGMA busy_timeout = 10000');
        }
    };
    /** @return list<string> as any other program may ask */
    $who = static fn(): array =>
        $database->query('SELECT DISTINCT customer_id FROM presence ORDER BY customer_id')->fetchAll(PDO::FETCH_COLUMN);
    $is = static function (string ...$names) use ($kitchen, $who): void {
        sort($names, SORT_STRING);
        $kitchen->until(static fn(): bool => $who() === $names, implode(', ', $names) . ' are there, by the table');
    };

    $watcher = new Watcher($kitchen, $first, 'watcher');
    $ann = $kitchen->client($first, 'ann');
    $bob = $kitchen->client($second, '17');
    $kitchen->case('who comes is there, for the table and for those who watch', static function () use ($kitchen, $watcher, $is): void {
        $is('watcher', 'ann', '17');
        $kitchen->same([0, "17\nann\nwatcher\n", ''], $kitchen->run('presence', 'who'), 'presence.php who');
        $kitchen->until(static fn(): bool => $watcher->knows('watcher', 'ann', '17'), 'the watcher knows it');
    });
    $kitchen->case('a customer with two connections goes with the last one', static function () use ($kitchen, $watcher, $second, $is, &$ann): void {
        $other = $kitchen->client($second, 'ann');
        $cid = $kitchen->client($second, 'cid');
        $is('watcher', 'ann', '17', 'cid');
        $ann->close();
        $cid->close();
        $is('watcher', 'ann', '17');
        $kitchen->until(static fn(): bool => $watcher->knows('watcher', 'ann', '17'), 'the watcher knows it');
        $kitchen->check(!in_array('-ann', $watcher->told, true), 'the watcher was told that ann has gone');
        $ann = $other;
    });
    $kitchen->case('closes while no process is there are found', static function () use ($kitchen, $watcher, $is, &$one, &$two, $bob, $database): void {
        foreach ([$one, $two] as $process) {
            $process->endsBy(SIGKILL, 5.0);
            $process->stop();
        }
        $bob->close();
        $kitchen->set('PRESENCE_SECONDS', '2');
        // The clock of the machine that has looked last was put back.
        $database->exec('UPDATE presence_state SET looked_at = ' . (time() + 100_000));
        [$one, $two] = $kitchen->processes('presence', 2, 2);
        $is('watcher', 'ann');
        $kitchen->until(static fn(): bool => $watcher->knows('watcher', 'ann'), 'the watcher knows it');
    });
    $kitchen->case('customers are those whose names are the same byte for byte', static function () use ($kitchen, $watcher, $first, $second, $is): void {
        $clients = [];
        foreach ($names = ['Zed', 'zed', 'zed ', "z\u{e9}d", '0', '7', '007', '-7', '1e3', '1000'] as $number => $name) {
            $clients[] = $kitchen->client([$first, $second][$number % 2], $name);
        }
        $is('watcher', 'ann', ...$names);
        $kitchen->until(static fn(): bool => $watcher->knows('watcher', 'ann', ...$names), 'the watcher knows them');
        array_map(static fn($client) => $client->close(), $clients);
        $is('watcher', 'ann');
        $kitchen->until(static fn(): bool => $watcher->knows('watcher', 'ann'), 'the watcher knows it');
    });
    $kitchen->case('nonsense, and a name that the table has no room for, keep nobody away', static function () use ($kitchen, $first, $is): void {
        $fool = $kitchen->client($first, 'fool');
        $kitchen->sendNonsense($fool);
        $is('watcher', 'ann', 'fool');
        // Another part of the application has called it so.
        $rename = <<<'PHP'
            [$found] = array_values(NetsvrBusiness\NetBus::connInfoByCustomerId('fool'));
            $known = new Netsvr\ConnInfoUpdate(['uniqId' => $found[0]['uniqId'], 'newCustomerId' => str_repeat('x', 129)]);
            NetsvrBusiness\NetBus::connInfoUpdate($known->setData('renamed'));
            PHP;
        $kitchen->same([0, '', ''], $kitchen->request('presence', $rename), 'the request');
        $kitchen->until(static fn(): bool => $fool->receive(1.0) === 'renamed', 'it has the name');
        $gil = $kitchen->client($first, 'gil');
        $is('watcher', 'ann', 'gil');
        $fool->close();
        $gil->close();
        $is('watcher', 'ann');
        $kitchen->same('', $kitchen->failures('presence'), 'what failed');
    });
    $kitchen->case('without its tables a process ends, and says why', static function () use ($kitchen): void {
        $dsn = $kitchen->setting('DATABASE');
        $kitchen->set('DATABASE', "sqlite:$kitchen->folder/no/such/folder");
        [$status, $said, $error] = $kitchen->run('presence');
        $kitchen->set('DATABASE', $dsn);
        $kitchen->check($status === 255 && str_contains($said . $error, 'unable to open database file'), "$status $said$error");
    });
    $kitchen->case('a process that begins while another one writes waits for it', static function () use ($kitchen): void {
        $dsn = $kitchen->setting('DATABASE');
        $kitchen->set('DATABASE', "sqlite:$kitchen->folder/new.sqlite");
        $writer = new PDO($kitchen->setting('DATABASE'));
        $writer->exec('BEGIN IMMEDIATE');
        $ends = $kitchen->opened('presence', 'who');
        sleep(1);
        $writer->exec('ROLLBACK');
        $kitchen->same([0, "\n", ''], $ends(), 'presence.php who');
        $kitchen->set('DATABASE', $dsn);
    });
    $kitchen->case('more of them go at once than fit into a message: the table is right, and those who watch ask', static function () use ($kitchen, $watcher, $first, $database, $is): void {
        $insert = $database->prepare('INSERT INTO presence (customer_id, gateway) VALUES (?, ?)');
        $database->beginTransaction();
        for ($number = 0; $number < 20_000; $number++) {
            $insert->execute([sprintf('%0128d', $number), $first->workerAddr]);
        }
        $database->commit();
        $before = $watcher->missed;
        $is('watcher', 'ann');
        $kitchen->until(static fn(): bool => $watcher->knows('watcher', 'ann') && $watcher->missed > $before, 'the watcher has asked');
    });
    $kitchen->case('a database that hangs holds up nobody for longer than it may', static function () use ($kitchen): void {
        if (!Kitchen::hasMysql()) {
            $kitchen->skip('a database that hangs: no pdo_mysql');
            return;
        }
        // It takes the connection, and says nothing.
        $hangs = stream_socket_server('tcp://127.0.0.1:0');
        $dsn = $kitchen->setting('DATABASE');
        $kitchen->set('DATABASE', 'mysql:host=127.0.0.1;dbname=x;port=' . explode(':', (string)stream_socket_get_name($hangs, false))[1]);
        $code = 'foreach ([9, 1] as $seconds) {
            $begin = hrtime(true);
            try { database(); } catch (PDOException) { echo hrtime(true) - $begin < $seconds * 1e9 ? "soon " : "late "; }
        }';
        try {
            $kitchen->same([0, 'soon soon ', ''], $kitchen->request('presence', $code), 'the request');
        } finally {
            $kitchen->set('DATABASE', $dsn);
        }
    });
    $kitchen->case('what runs in a transaction runs over its connection, or not at all', static function () use ($kitchen, $database): void {
        // Of SQLite nothing can be cut.
        if ($database->getAttribute(PDO::ATTR_DRIVER_NAME) === 'sqlite') {
            return;
        }
        $cut = '$cut = new PDO(setting("DATABASE"), setting("DATABASE_USER") ?: null);
            $mine = database()->query("SELECT " . ($isMysql ? "CONNECTION_ID()" : "pg_backend_pid()"))->fetchColumn();
            $isMysql ? $cut->exec("KILL $mine") : $cut->query("SELECT pg_terminate_backend($mine)")->fetchAll();';
        $code = '$isMysql = database()->getAttribute(PDO::ATTR_DRIVER_NAME) === "mysql";
            try {
                transaction(static function () use ($isMysql): void {
                    sql("INSERT INTO presence_gateway (gateway, answered_at) VALUES (?, 1)", ["half done"]);
                    ' . $cut . '
                    database(hasFailed: true); // it is looked at again
                    sql("INSERT INTO presence_gateway (gateway, answered_at) VALUES (?, 1)", ["other half"]);
                });
            } catch (PDOException) {
                echo sql("SELECT COUNT(*) FROM presence_gateway WHERE gateway IN (?)", [["half done", "other half"]])->fetchColumn();
            }';
        $kitchen->same([0, '0', ''], $kitchen->request('presence', $code), 'the request');
    });
    $kitchen->case('a transaction that was left open fails once', static function () use ($kitchen): void {
        $code = 'database()->beginTransaction(); $presence = new Presence();
            foreach ([1, 2] as $_) { try { $presence->tick(); echo "looked "; } catch (PDOException) { echo "failed "; } }';
        $kitchen->same([0, 'failed looked ', ''], $kitchen->request('presence', $code), 'the request');
    });
    $kitchen->case('a database that has closed its connections is asked over new ones', static function () use ($kitchen, $first, $is, $database): void {
        // Of SQLite nothing can be cut; with a server this is the restart of it.
        $kitchen->cutDatabase($database);
        $jan = $kitchen->client($first, 'jan');
        $is('watcher', 'ann', 'jan');
        $jan->close();
        $is('watcher', 'ann');
    });
    $kitchen->case('a process that is killed with the lock in its hand holds up nobody', static function () use ($kitchen, $watcher, $second, $first, $is, $isLocked, &$one): void {
        // It asks a gateway that does not answer, and is killed meanwhile: once it has looked, at once it looks again.
        $second->suspend();
        $dan = $kitchen->client($first, 'dan');
        $kitchen->until(static function () use ($isLocked): bool {
            // longer than it takes to write a row
            if (!$isLocked()) {
                return false;
            }
            usleep(500_000);
            return $isLocked();
        }, 'somebody holds the lock while a gateway is asked');
        $one->endsBy(SIGKILL, 5.0);
        $one->stop();
        $second->resume();
        $one = $kitchen->process('presence', 2);
        $is('watcher', 'ann', 'dan');
        $kitchen->until(static fn(): bool => $watcher->knows('watcher', 'ann', 'dan'), 'the watcher knows it');
        $dan->close();
        $is('watcher', 'ann');
    });
    $kitchen->case('a gateway that does not answer for a moment takes nobody away', static function () use ($kitchen, $watcher, $first, $second, $database): void {
        $other = $kitchen->client($first, 'ann');
        $rows = static fn(): int => (int)$database->query("SELECT COUNT(*) FROM presence WHERE customer_id = 'ann'")->fetchColumn();
        $kitchen->until(static fn(): bool => $rows() === 2, 'ann is at both gateways');
        $second->suspend();
        $other->close();
        $kitchen->until(static fn(): bool => $rows() < 2, 'her close at the first gateway is heard');
        // Somebody has looked at all gateways meanwhile. There is a lock: that has begun after her close.
        $looked = static fn(): int => (int)$database->query('SELECT looked_at FROM presence_state')->fetchColumn();
        $before = $looked();
        $kitchen->until(static fn(): bool => $looked() > $before, 'a look');
        $second->resume();
        $kitchen->same(1, $rows(), 'gateways where ann is, by the table');
        usleep(700_000);
        $kitchen->check($watcher->knows('watcher', 'ann'), 'the watcher knows ' . implode(', ', $watcher->names));
        $kitchen->check(!in_array('-ann', $watcher->told, true), 'the watcher was told that ann has gone');
    });
    $kitchen->case('customers of a gateway that is down are gone after the grace, those of the other one stay', static function () use ($kitchen, $watcher, $second, $is): void {
        $second->kill();
        $is('watcher');
        $kitchen->until(static fn(): bool => $watcher->knows('watcher'), 'the watcher knows it');
        $kitchen->check(!in_array('-watcher', $watcher->told, true), 'the watcher was told that it has gone itself');
    });
    $kitchen->case('when the gateway is back, so are those who come back', static function () use ($kitchen, $watcher, $second, $is, &$ann): void {
        $second->restart();
        $kitchen->until(static function () use ($kitchen, $second, &$ann): bool {
            $client = $kitchen->stranger($second);
            $client->send(Kitchen::ticket('ann'));
            $ann = $client;
            return str_contains((string)$client->receive(2.0), 'welcome');
        }, 'ann is welcome');
        $is('watcher', 'ann');
        $kitchen->until(static fn(): bool => $watcher->knows('watcher', 'ann'), 'the watcher knows it');
    });
    $kitchen->case('forty come and go at once, under two processes, and all agree', static function () use ($kitchen, $watcher, $first, $second, $is): void {
        $clients = [];
        for ($number = 0; $number < 40; $number++) {
            $clients["user$number"] = $kitchen->client([$first, $second][$number % 2], "user$number");
            $number % 2 === 0 || $number % 3 !== 0 || $clients["user$number"]->close();
        }
        foreach ($clients as $name => $client) {
            $number = (int)substr($name, 4);
            if ($number % 4 === 0) {
                $client->close();
            }
        }
        $left = array_filter(array_keys($clients), static fn(string $name): bool => !$clients[$name]->isClosed());
        $is('watcher', 'ann', ...$left);
        $kitchen->until(static fn(): bool => $watcher->knows('watcher', 'ann', ...$left), 'the watcher knows it');
    });
    $kitchen->case('who has missed a message sees it at the next one, and asks', static function () use ($kitchen, $watcher, $first, $database): void {
        $before = $watcher->missed;
        // Nobody publishes while the version in the table goes on, as it does if a message is lost.
        $database->exec('UPDATE presence_state SET version = version + 1');
        $zoe = $kitchen->client($first, 'zoe');
        $kitchen->until(static fn(): bool => $watcher->knows('zoe', ...array_diff($watcher->names, ['zoe'])), 'the watcher knows zoe');
        $kitchen->check($watcher->missed > $before, 'the watcher has not noticed');
    });
};
