<?php
/*
 * device-command.php: who asks a device gets its answer, whichever business process hears it, or is told what is known.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

return static function (Kitchen $kitchen): void {
    if (!Kitchen::hasRedis()) {
        $kitchen->skip('device commands: no redis-server, or no PHP extension for it');
        return;
    }
    [$first, $second] = $kitchen->twoGateways();
    $redis = $kitchen->redis();
    [$one, $two] = $kitchen->processes('device-command', 2, 2);
    $ask = static fn(string $device, int $number, int $seconds = 120): \Closure =>
        $kitchen->opened('device-command', 'send', $device, json_encode(['do' => 'open', 'number' => $number]), (string)$seconds);

    $door = new Device($kitchen, 'door-7', $second);
    $kitchen->case('the answer comes back to who has asked', static function () use ($kitchen, $ask, $door): void {
        $asked = $ask('door-7', 1);
        $command = $door->next();
        $kitchen->same(['do' => 'open', 'number' => 1], $command['command'], 'command');
        $door->answer($command, ['state' => '开']);
        $kitchen->same([0, "{\"state\":\"开\"}\n", ''], $asked(), 'who has asked');
    });
    $kitchen->case('a command and its answer arrive as they were sent: {} is not [], and no digit is lost', static function () use ($kitchen, $first): void {
        $door = $kitchen->client($first, 'door-11');
        $asked = $kitchen->opened('device-command', 'send', 'door-11', '{"do":"set","with":{},"list":[],"deep":[{"x":{}}],"by":1.0,"serial":12345678901234567890}');
        $command = (string)$door->receive(Kitchen::PATIENCE);
        $kitchen->check(str_ends_with($command, '"command":{"do":"set","with":{},"list":[],"deep":[{"x":{}}],"by":1.0,"serial":"12345678901234567890"}}'), $command);
        $door->send('{"id":"' . json_decode($command)->id . '","answer":{"state":{},"list":[],"7":1,"by":2.0,"serial":98765432109876543210}}');
        $kitchen->same([0, "{\"state\":{},\"list\":[],\"7\":1,\"by\":2.0,\"serial\":\"98765432109876543210\"}\n", ''], $asked(), 'who has asked');
        $kitchen->same(2, $kitchen->run('device-command', 'send', 'door-11', '["open"]')[0], 'status of a command that is no object');
    });
    $kitchen->case('an answer that is no text in UTF-8 comes with marks in it', static function () use ($kitchen, $ask, $first): void {
        $door = $kitchen->client($first, 'door-12');
        $asked = $ask('door-12', 1, 20);
        $id = $kitchen->hear($door, 'command')['id'];
        $door->send("{\"id\":\"$id\",\"answer\":\"a\xff\"}", binary: true);
        $kitchen->same([0, "\"a\u{fffd}\"\n", ''], $asked(), 'who has asked');
    });
    $kitchen->case('devices whose names are numbers', static function () use ($kitchen, $ask, $first): void {
        $doors = array_map(static fn(string $name): Device => new Device($kitchen, $name, $first), $names = ['0', '7', '007', '-7', '1e3']);
        $asked = array_map(static fn(string $name): \Closure => $ask($name, 1), $names);
        foreach ($names as $number => $name) {
            $doors[$number]->answer($doors[$number]->next(), "of $name");
            $kitchen->same([0, "\"of $name\"\n", ''], $asked[$number](), "who has asked $name");
        }
    });
    $kitchen->case('many ask at once, and each gets the answer to its own command', static function () use ($kitchen, $ask, $door): void {
        $asked = [];
        for ($number = 0; $number < 6; $number++) {
            $asked[$number] = $ask('door-7', $number);
        }
        $commands = array_map(static fn(): array => $door->next(), $asked);
        foreach (array_reverse($commands) as $command) {
            $door->answer($command, $command['command']['number'] * 10);
        }
        foreach ($asked as $number => $ends) {
            $kitchen->same([0, $number * 10 . "\n", ''], $ends(), "who has asked for $number");
        }
    });
    $kitchen->case('a device that says nothing: a time-out, and it is said that it may have done it', static function () use ($kitchen, $ask, $door): void {
        [$status, $said] = $ask('door-7', 2, 3)();
        $kitchen->same([4, "door-7 has not answered in time; perhaps it has done it.\n"], [$status, $said], 'who has asked');
        // Its answer is nobody's: not of the next one who asks.
        $door->answer($door->next(), 'late');
        $asked = $ask('door-7', 3);
        $door->answer($door->next(), 'in time');
        $kitchen->same([0, "\"in time\"\n", ''], $asked(), 'who asks next');
    });
    $kitchen->case('a device that is not there: nothing is sent', static function () use ($kitchen, $ask): void {
        $start = microtime(true);
        $kitchen->same([3, "door-8 is not connected; nothing was sent.\n", ''], $ask('door-8', 1, 60)(), 'who has asked');
        $kitchen->check(microtime(true) < $start + 30, 'it took as long as an answer may');
    });
    $kitchen->case('a device that comes while somebody asks gets the command', static function () use ($kitchen, $ask, $first): void {
        $asked = $ask('door-9', 1);
        usleep(300_000);
        $door = new Device($kitchen, 'door-9', $first);
        $door->answer($door->next(), 'here');
        $kitchen->same([0, "\"here\"\n", ''], $asked(), 'who has asked');
    });
    $kitchen->case('no device answers for another one', static function () use ($kitchen, $ask, $door, $first): void {
        $asked = $ask('door-7', 4);
        $command = $door->next();
        $other = new Device($kitchen, 'door-10', $first);
        $other->answer($command, 'forged');
        foreach (['x', '[]', '{"id":7,"answer":1}', '{"id":"../x","answer":1}', '{"id":"*"}'] as $nonsense) {
            $other->client->send($nonsense);
        }
        $kitchen->sendNonsense($other->client);
        usleep(500_000);
        $door->answer($command, 'real');
        $kitchen->same([0, "\"real\"\n", ''], $asked(), 'who has asked');
        $kitchen->same('', $kitchen->failures('device-command'), 'what failed');
        $kitchen->same("*0\r\n", $kitchen->askRedis('KEYS answer:door-10:*'), 'what Redis keeps of it');
    });
    $kitchen->case('a device that answers three times fills nothing, and what it has said is there for the same id', static function () use ($kitchen, $door): void {
        $ask = static fn(int $seconds): array =>
            $kitchen->request('device-command', "echo json_encode(Devices::ask('door-7', ['do' => 'open'], $seconds, 'again'));");
        $kitchen->same([0, '[4,null]', ''], $ask(1), 'who has asked');
        $command = $door->next();
        for ($time = 0; $time < 3; $time++) {
            $kitchen->tell($door->client, id: 'again', answer: 'done');
        }
        $kitchen->until(static fn(): bool => $kitchen->askRedis('LLEN answer:door-7:again') !== ":0\r\n", 'an answer is kept');
        usleep(300_000);
        $kitchen->same(":1\r\n", $kitchen->askRedis('LLEN answer:door-7:again'), 'answers that are kept');
        $kitchen->check(preg_match('~^:[1-9]\d?\r~', $kitchen->askRedis('TTL answer:door-7:again')) === 1, 'they are kept for ever');
        $kitchen->same([0, '[0,"done"]', ''], $ask(5), 'who asks again');
    });
    $kitchen->case('an id with something in it that could be of another device is not taken', static function () use ($kitchen): void {
        [$status, $said, $error] = $kitchen->request('device-command', "Devices::ask('door', [], 1, '7:x');");
        $kitchen->check($status === 255 && str_contains($said . $error, 'InvalidArgumentException'), "$status $said$error");
    });
    $kitchen->case('business processes that are killed before the answer: it is asked again, and done once', static function () use ($kitchen, $ask, $door, &$one, &$two): void {
        $asked = $ask('door-7', 5);
        $command = $door->next();
        foreach ([$one, $two] as $process) {
            $process->endsBy(SIGKILL, 5.0);
            $process->stop();
        }
        $door->answer($command, 'nobody hears this'); // the gateway drops it
        $one = $kitchen->process('device-command', 2);
        $door->again($command);
        $door->answer($command, 'heard');
        $kitchen->same([0, "\"heard\"\n", ''], $asked(), 'who has asked');
    });
    $kitchen->case('a gateway that restarts before the answer: the command finds the device where it comes back', static function () use ($kitchen, $ask, $first, $second, $door): void {
        $asked = $ask('door-7', 6);
        $command = $door->next();
        $second->restart();
        $door->connect($first);
        $door->again($command);
        $door->answer($command, 'back');
        [$status, $said] = $asked();
        $kitchen->same([0, "\"back\"\n"], [$status, $said], 'who has asked');
    });
    $kitchen->case('a Redis that restarts before the answer: it is asked again, and answered', static function () use ($kitchen, $ask, $door, &$redis): void {
        $asked = $ask('door-7', 8);
        $command = $door->next();
        $port = (int)explode(':', $kitchen->setting('REDIS'))[1];
        $redis->stop();
        $redis = $kitchen->redis($port);
        $door->again($command);
        $door->answer($command, 'kept in mind');
        $kitchen->same([0, "\"kept in mind\"\n", ''], $asked(), 'who has asked');
    });
    $kitchen->case('without Redis nothing is sent', static function () use ($kitchen, $ask, $door, &$redis): void {
        $redis->stop();
        [$status, $said, $error] = $ask('door-7', 7, 3)();
        $kitchen->check($status === 255 && str_contains($said . $error, 'RedisException'), "status $status: $said$error");
        $kitchen->same([], array_filter($door->client->receiveAll(0.5), static fn(string $text): bool => str_contains($text, '"number":7')), 'what the device gets');
    });
};
