<?php
/*
 * history.php: who enters gets the last lines, and then what is said, each line once, whatever happens to processes, to a
 * gateway and to Redis.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

return static function (Kitchen $kitchen): void {
    if (!Kitchen::hasRedis()) {
        $kitchen->skip('history: no redis-server, or no PHP extension for it');
        return;
    }
    [$first, $second] = $kitchen->twoGateways();
    $kitchen->set('HISTORY_LINES', '50');
    $redis = $kitchen->redis();
    $address = $kitchen->setting('REDIS');
    [$one, $two] = $kitchen->processes('history', 2, 2);
    /** Waits until all show the same, to the last line of the first of them. */
    $agree = static function (string $last, Reader ...$readers) use ($kitchen): void {
        $kitchen->until(static function () use ($last, $readers): bool {
            array_map(static fn(Reader $reader) => $reader->listen(), $readers);
            return array_filter($readers, static fn(Reader $reader): bool => !in_array($last, $reader->texts(), true)) === [];
        }, "everybody has \"$last\"");
    };
    $isWhole = static function (Reader $reader, string $who) use ($kitchen): void {
        $kitchen->same(array_slice(array_column($reader->lines, 'n'), 0, -1), array_slice(array_column($reader->lines, 'after'), 1), "numbers before those that $who shows");
    };

    $ann = new Reader($kitchen, $first, 'ann', 'lobby');
    $bob = new Reader($kitchen, $second, 'bob', 'lobby');
    $kitchen->case('what is said at one gateway is shown at the other', static function () use ($kitchen, $ann, $bob, $agree): void {
        $kitchen->until(static function () use ($ann): bool {
            $ann->listen();
            $ann->say('good morning', 'greeting');
            usleep(100_000);
            return $ann->texts() !== [];
        }, 'ann hears herself');
        $agree('good morning', $ann, $bob);
        $kitchen->same(['good morning'], $ann->texts(), 'lines of ann, who has repeated it until she saw it');
        $kitchen->same('ann', $bob->lines[0]['name'], 'who said it');
    });
    $kitchen->case('while others talk without a pause, each one that enters misses nothing', static function () use ($kitchen, $ann, $bob, $first, $second, $agree, $isWhole): void {
        $late = [];
        for ($number = 1; $number <= 150; $number++) {
            [$ann, $bob][$number % 2]->say("line $number");
            if ($number % 10 === 0) {
                $late["late$number"] = new Reader($kitchen, [$first, $second][$number / 10 % 2], "late$number", 'lobby');
            }
            foreach ([$ann, $bob, ...$late] as $reader) {
                $reader->listen();
            }
        }
        $ann->say('over');
        $agree('over', $ann, $bob, ...array_values($late));
        foreach (['ann' => $ann, 'bob' => $bob] + $late as $name => $reader) {
            // Two processes handle what two talkers say: all lines come, in one order for all.
            $kitchen->until(static function () use ($reader, $ann): bool {
                $reader->listen();
                $ann->listen();
                return $reader->last === $ann->last && count($ann->lines) === 152;
            }, "$name has all");
            $isWhole($reader, $name);
            $kitchen->same(array_slice($ann->lines, -count($reader->lines)), $reader->lines, "what $name shows");
        }
        $kitchen->same(152, count(array_unique($ann->texts())), 'lines of ann');
    });
    $kitchen->case('who comes gets the last lines, as many as are kept', static function () use ($kitchen, $first, $ann, $agree): void {
        $new = new Reader($kitchen, $first, 'new', 'lobby');
        $kitchen->until(static function () use ($new, $ann): bool {
            $new->listen();
            return $new->last === $ann->last;
        }, 'the last line');
        $kitchen->same(array_slice($ann->lines, -50), $new->lines, 'lines');
    });
    $kitchen->case('only who is in a topic may read it or say something', static function () use ($kitchen, $first, $ann): void {
        $out = $kitchen->client($first, 'outsider');
        $kitchen->tell($out, do: 'lines', topic: 'lobby', after: 0);
        $kitchen->tell($out, do: 'say', topic: 'lobby', text: 'let me in');
        $kitchen->tell($out, do: 'lines', topic: ['lobby'], after: 'x');
        $kitchen->same(null, $out->receive(0.7), 'what it gets');
        $ann->listen();
        $kitchen->check(!in_array('let me in', $ann->texts(), true), 'the outsider is heard');
    });
    $kitchen->case('nonsense harms nobody', static function () use ($kitchen, $first): void {
        $fool = $kitchen->client($first, 'fool');
        $kitchen->tell($fool, do: 'enter', topic: 'lobby');
        $kitchen->hear($fool, 'entered');
        $kitchen->sendNonsense($fool);
        $kitchen->tell($fool, do: 'enter', topic: 'lobby');
        $kitchen->hear($fool, 'entered');
        $kitchen->same('', $kitchen->failures('history'), 'what failed');
    });
    $kitchen->case('long lines come in several answers, and what is too long is refused', static function () use ($kitchen, $first, $second): void {
        $talker = $kitchen->client($first, 'talker');
        $kitchen->tell($talker, do: 'enter', topic: 'novel');
        $kitchen->hear($talker, 'entered');
        for ($number = 0; $number < 45; $number++) {
            $kitchen->tell($talker, do: 'say', topic: 'novel', text: str_repeat('界', 2600), id: "page $number");
        }
        $pages = [];
        while (count($pages) < 45) {
            $pages[$kitchen->hear($talker, 'line')['id']] = true;
        }
        foreach (['text' => ['text' => str_repeat('x', 8_001), 'id' => 'long'], 'id' => ['text' => 'x', 'id' => str_repeat('x', 65)]] as $what => $fields) {
            $kitchen->tell($talker, ...['do' => 'say', 'topic' => 'novel'], ...$fields);
            $kitchen->same(substr($fields['id'], 0, 64), $kitchen->hear($talker, 'refused')['id'], "what is refused of a long $what");
        }
        $kitchen->tell($talker, do: 'lines', topic: 'novel', after: 0);
        $kitchen->same(true, $kitchen->hear($talker, 'lines')['more'], 'whether the first answer has left lines off');
        $reader = new Reader($kitchen, $second, 'reader', 'novel');
        $kitchen->until(static function () use ($reader): bool {
            $reader->listen();
            return count($reader->lines) === 45;
        }, 'the reader has all');
    });
    $kitchen->case('who was away gets what it has missed, and a restarted gateway changes nothing', static function () use ($kitchen, $ann, $bob, $second, $agree, $isWhole): void {
        $second->restart();
        $ann->say('bob is away');
        $ann->say('still away');
        $agree('still away', $ann);
        $kitchen->until(static function () use ($bob): bool {
            try {
                $bob->connect();
                return true;
            } catch (\RuntimeException) {
                return false;
            }
        }, 'bob is back');
        $agree('still away', $ann, $bob);
        $agree('bob is away', $ann, $bob);
        $isWhole($bob, 'bob');
        $kitchen->same($ann->lines, $bob->lines, 'what bob shows');
    });
    $kitchen->case('a line that a killed process has kept and not published comes from another process', static function () use ($kitchen, $ann, $bob, $one, $two, $address, $agree, $isWhole): void {
        $proxy = new KillingProxy($address);
        foreach ([$one, $two] as $process) {
            $process->endsBy(SIGTERM, 30.0);
            $process->stop();
        }
        $kitchen->set('REDIS', $proxy->address);
        $victim = $kitchen->process('history', 2);
        $ann->say('my last words', 'last words');
        $proxy->killAfter('history:lobby:number', $victim->pid(), Kitchen::PATIENCE);
        $victim->stop();
        $kitchen->set('REDIS', $address);
        $ann->listen();
        $kitchen->check(!in_array('my last words', $ann->texts(), true), 'it was published before the process was killed');
        $kitchen->process('history', 2);
        // Nobody asks for it: it is published.
        $kitchen->until(static function () use ($bob): bool {
            $bob->hearOnly();
            return in_array('my last words', $bob->texts(), true);
        }, 'bob hears it');
        $agree('my last words', $ann, $bob);
        $ann->say('my last words', 'last words');
        $ann->say('said once');
        $agree('said once', $ann, $bob);
        $kitchen->same(1, count(array_keys($bob->texts(), 'my last words', true)), 'how often bob shows it');
        $isWhole($bob, 'bob');
    });
    $kitchen->case('an id is that of one customer, and no id is none', static function () use ($kitchen, $first): void {
        [$ann, $other] = [$kitchen->client($first, 'ann'), $kitchen->client($first, 'ann 1')];
        foreach ([$ann, $other] as $client) {
            $kitchen->tell($client, do: 'enter', topic: 'ids');
            $kitchen->hear($client, 'entered');
        }
        $kitchen->tell($ann, do: 'say', topic: 'ids', text: 'of ann', id: '1 2');
        $kitchen->hear($other, 'line');
        $kitchen->tell($other, do: 'say', topic: 'ids', text: 'of the other', id: '2');
        $kitchen->same('of the other', $kitchen->hear($other, 'line')['text'], 'line');
        foreach (['one', 'two'] as $text) {
            $kitchen->tell($other, do: 'say', topic: 'ids', text: $text, id: '');
            $kitchen->same($text, $kitchen->hear($other, 'line')['text'], 'line without an id');
        }
    });
    $kitchen->case('what is no text in UTF-8 is a line with marks in it', static function () use ($kitchen, $first): void {
        $client = $kitchen->client($first, 'ann');
        $kitchen->tell($client, do: 'enter', topic: 'marks');
        $kitchen->hear($client, 'entered');
        $client->send("{\"do\":\"say\",\"topic\":\"marks\",\"text\":\"a\xff\",\"id\":\"1\"}", binary: true);
        $kitchen->same("a\u{fffd}", $kitchen->hear($client, 'line')['text'], 'line');
        // Half an emoji, as JSON.stringify() of a browser writes it.
        $client->send('{"do":"say","topic":"marks","text":"\\ud83d \\ud83d\\ude00 \\\\ud83d \\ude00","id":"2"}');
        $kitchen->same("\u{fffd} \u{1f600} \\ud83d \u{fffd}", $kitchen->hear($client, 'line')['text'], 'line with half an emoji');
    });
    $kitchen->case('while Redis hangs, what needs none is answered soon', static function () use ($kitchen, $first, &$redis): void {
        $client = $kitchen->client($first, 'patient');
        $kitchen->tell($client, do: 'enter', topic: 'lobby');
        $kitchen->hear($client, 'entered');
        posix_kill($redis->pid(), SIGSTOP);
        try {
            for ($number = 0; $number < 20; $number++) {
                $kitchen->tell($client, do: 'lines', topic: 'lobby', after: 0);
            }
            $kitchen->tell($client, do: 'enter', topic: 'another');
            $kitchen->same('another', $kitchen->hear($client, 'entered', 15.0)['topic'], 'topic');
        } finally {
            posix_kill($redis->pid(), SIGCONT);
        }
        $kitchen->until(static function () use ($kitchen, $client): bool {
            $kitchen->tell($client, do: 'lines', topic: 'lobby', after: 0);
            return str_starts_with((string)$client->receive(0.5), '{"is":"lines"');
        }, 'lines come again');
    });
    $kitchen->case('when Redis has lost everything, what is said goes on', static function () use ($kitchen, $ann, $bob, $address, $agree, &$redis): void {
        $redis->stop();
        $ann->say('nobody keeps this', 'unkept');
        $redis = $kitchen->redis((int)explode(':', $address)[1]);
        $kitchen->until(static function () use ($ann, $bob): bool {
            // Said again until it is there, as the rule says.
            $ann->say('nobody keeps this', 'unkept');
            usleep(300_000);
            $ann->listen();
            $bob->listen();
            return in_array('nobody keeps this', $ann->texts(), true) && in_array('nobody keeps this', $bob->texts(), true);
        }, 'it is said');
        $kitchen->same(1, count(array_keys($bob->texts(), 'nobody keeps this', true)), 'how often bob shows it');
    });
    $kitchen->case('when Redis comes back as it was some lines ago, what is said goes on', static function () use ($kitchen, $ann, $bob, $address, $agree, &$redis): void {
        $kitchen->check(str_contains($kitchen->askRedis('SAVE'), 'OK'), 'it is saved');
        foreach (['one', 'two', 'three'] as $text) {
            $ann->say("unsaved $text");
        }
        $agree('unsaved three', $ann, $bob);
        $redis->endsBy(SIGKILL, 5.0);
        $redis->stop();
        $redis = $kitchen->redis((int)explode(':', $address)[1]);
        $kitchen->until(static function () use ($ann, $bob): bool {
            $ann->say('said afterwards', 'afterwards');
            usleep(300_000);
            $ann->listen();
            $bob->listen();
            return in_array('said afterwards', $ann->texts(), true) && in_array('said afterwards', $bob->texts(), true);
        }, 'it is said');
    });
};
