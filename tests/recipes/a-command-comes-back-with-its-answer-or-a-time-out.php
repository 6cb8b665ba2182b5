<?php
/*
 * device-command.php: who asks a device gets its answer, whichever business process hears it, or is told what is known.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use NetsvrTests\Support\WebSocketClient;

return static function (Kitchen $kitchen): void {
    if (!Kitchen::hasRedis()) {
        $kitchen->skip('device commands: no redis-server, or no PHP extension for it');
        return;
    }
    [$first, $second] = $kitchen->twoGateways();
    $redis = $kitchen->redis();
    $one = $kitchen->process('device-command', 2);
    $two = $kitchen->process('device-command', 2);
    $ask = static fn(string $device, int $number, int $seconds = 15): \Closure =>
        $kitchen->opened('device-command', 'send', $device, json_encode(['do' => 'open', 'number' => $number]), (string)$seconds);
    $answer = static fn(WebSocketClient $device, array $command, mixed $answer) => $kitchen->tell($device, id: $command['id'], answer: $answer);

    $door = $kitchen->client($second, 'door-7');
    $kitchen->case('the answer comes back to who has asked', static function () use ($kitchen, $ask, $answer, $door): void {
        $asked = $ask('door-7', 1);
        $command = $kitchen->hear($door, 'command');
        $kitchen->same(['do' => 'open', 'number' => 1], $command['command'], 'command');
        $answer($door, $command, ['state' => '开']);
        $kitchen->same([0, "{\"state\":\"开\"}\n", ''], $asked(), 'who has asked');
    });
    $kitchen->case('many ask at once, and each gets the answer to its own command', static function () use ($kitchen, $ask, $answer, $door): void {
        $asked = [];
        for ($number = 0; $number < 6; $number++) {
            $asked[$number] = $ask('door-7', $number);
        }
        $commands = [];
        for ($number = 0; $number < 6;) {
            $command = $kitchen->hear($door, 'command');
            // One that is slow to be answered comes again.
            isset($commands[$command['id']]) || $number++;
            $commands[$command['id']] = $command;
        }
        foreach (array_reverse($commands) as $command) {
            $answer($door, $command, $command['command']['number'] * 10);
        }
        foreach ($asked as $number => $ends) {
            $kitchen->same([0, $number * 10 . "\n", ''], $ends(), "who has asked for $number");
        }
    });
    $kitchen->case('a device that says nothing: a time-out, and it is said that it may have done it', static function () use ($kitchen, $ask, $answer, $door): void {
        [$status, $said] = $ask('door-7', 2, 3)();
        $kitchen->same([4, "door-7 has not answered in time; perhaps it has done it.\n"], [$status, $said], 'who has asked');
        $late = $kitchen->hear($door, 'command');
        $again = $kitchen->hear($door, 'command');
        $kitchen->same($late, $again, 'the command that was sent again');
        // Its answer is nobody's: not of the next one who asks.
        $answer($door, $late, 'late');
        $asked = $ask('door-7', 3);
        do {
            $command = $kitchen->hear($door, 'command');
        } while ($command['id'] === $late['id']);
        $answer($door, $command, 'in time');
        $kitchen->same([0, "\"in time\"\n", ''], $asked(), 'who asks next');
    });
    $kitchen->case('a device that is not there: nothing is sent', static function () use ($kitchen, $ask): void {
        $start = microtime(true);
        $kitchen->same([3, "door-8 is not connected; nothing was sent.\n", ''], $ask('door-8', 1, 60)(), 'who has asked');
        $kitchen->check(microtime(true) < $start + 30, 'it took as long as an answer may');
    });
    $kitchen->case('a device that comes while somebody asks gets the command', static function () use ($kitchen, $ask, $answer, $first): void {
        $asked = $ask('door-9', 1);
        usleep(500_000);
        $door = $kitchen->client($first, 'door-9');
        $answer($door, $kitchen->hear($door, 'command'), 'here');
        $kitchen->same([0, "\"here\"\n", ''], $asked(), 'who has asked');
    });
    $kitchen->case('no device answers for another one', static function () use ($kitchen, $ask, $answer, $door, $first): void {
        $asked = $ask('door-7', 4, 12);
        $command = $kitchen->hear($door, 'command');
        $other = $kitchen->client($first, 'door-10');
        $answer($other, $command, 'forged');
        foreach (['x', '[]', '{"id":7,"answer":1}', '{"id":"../x","answer":1}', '{"id":"*"}'] as $nonsense) {
            $other->send($nonsense);
        }
        usleep(500_000);
        $answer($door, $command, 'real');
        $kitchen->same([0, "\"real\"\n", ''], $asked(), 'who has asked');
    });
    $kitchen->case('business processes that are killed before the answer: it is asked again, and done once', static function () use ($kitchen, $ask, $answer, $door, &$one, &$two): void {
        $asked = $ask('door-7', 5);
        $command = $kitchen->hear($door, 'command');
        foreach ([$one, $two] as $process) {
            $process->endsBy(SIGKILL, 5.0);
            $process->stop();
        }
        $answer($door, $command, 'nobody hears this'); // the gateway drops it
        $one = $kitchen->process('device-command', 2);
        $again = $kitchen->hear($door, 'command');
        $kitchen->same($command['id'], $again['id'], 'id of the command that comes again');
        $answer($door, $again, 'heard');
        $kitchen->same([0, "\"heard\"\n", ''], $asked(), 'who has asked');
    });
    $kitchen->case('a gateway that restarts before the answer: the command finds the device where it comes back', static function () use ($kitchen, $ask, $answer, $first, $second, &$door): void {
        $asked = $ask('door-7', 6);
        $command = $kitchen->hear($door, 'command');
        $second->restart();
        $door = $kitchen->client($first, 'door-7');
        $again = $kitchen->hear($door, 'command');
        $kitchen->same($command['id'], $again['id'], 'id of the command that comes again');
        $answer($door, $again, 'back');
        [$status, $said] = $asked();
        $kitchen->same([0, "\"back\"\n"], [$status, $said], 'who has asked');
    });
    $kitchen->case('without Redis nothing is sent', static function () use ($kitchen, $ask, $door, $redis): void {
        $redis->stop();
        [$status, $said, $error] = $ask('door-7', 7, 3)();
        $kitchen->check($status === 255 && str_contains($said . $error, 'RedisException'), "status $status: $said$error");
        $kitchen->same(null, $door->receive(0.5), 'what the device gets');
    });
};
