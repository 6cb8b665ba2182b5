<?php
/*
 * History in Redis. Who enters a topic gets its last lines, and from then on what is said: no line is missing between the
 * two, and none is shown twice. Each line has a number; Redis gives it, and keeps the last lines in a stream.
 *
 *     APP_KEY=key php examples/recipes/history.php                        the business process; start several
 *
 * The rule for the client is short. `last` is the number of the last line that it shows, 0 at the beginning. Each line names
 * the one before it, because numbers have gaps:
 *
 *     {"is":"welcome"}                 answers its ticket; it sends {"do":"enter","topic":"t"}, also after a new connection
 *     {"is":"entered","topic":"t"}     it sends {"do":"lines","topic":"t","after":last}
 *     {"is":"lines","lines":[…],"more":true}     it shows those with n > last; if there are more, it asks "lines" again
 *     {"is":"line","n":8,"after":7,…}  after = last: it shows it. n <= last: it has it. Else it asks "lines" again
 *
 * It also asks "lines" when nothing has come for half a minute. {"do":"say","topic":"t","text":"…","id":"…"} says something. It
 * repeats that, with the same id, until it sees its line: the line is there once all the same. What is too long is answered
 * with {"is":"refused","id":"…","why":"…"}.
 *
 * business.php has all settings. HISTORY_LINES (100) is how many lines of a topic are kept.
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnOpen, Event, Transfer};
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;

require_once __DIR__ . '/business.php';

final class History implements EventInterface
{
    /** Seconds after which a line that nobody has marked as published is published once more. */
    private const AGAIN = 2;
    /** Bytes of a text. */
    private const LONGEST = 8_000;
    /** Bytes of an answer: far below what a gateway takes, however many lines are kept. */
    private const ANSWER = 400_000;

    /**
     * Numbers a line, keeps it, and notes that it is to be published: all or nothing, one line after the other. An id that
     * was there in the last ten minutes gets the line of then. A number is a time in microseconds: so numbers go on above
     * the old ones also where Redis has lost its data, or comes back with those of an hour ago.
     */
    private const APPEND = <<<'LUA'
        local said = redis.call('GET', KEYS[3])
        if said then return said end
        local now = redis.call('TIME')
        local after = redis.call('GET', KEYS[1]) or '0'
        local n = string.format('%.0f', math.max(after + 1, now[1] * 1000000 + now[2]))
        redis.call('SET', KEYS[1], n)
        local line = '{"is":"line","n":' .. n .. ',"after":' .. after .. ',' .. string.sub(ARGV[1], 2)
        redis.call('XADD', KEYS[2], 'MAXLEN', ARGV[2], n .. '-0', 'line', line)
        redis.call('SET', KEYS[3], line, 'EX', 600)
        redis.call('ZADD', KEYS[4], now[1], line)
        return line
        LUA;
    private const PENDING = 'history:pending';

    public function onOpen(ConnOpen $open): void
    {
    }

    public function onMessage(Transfer $message): void
    {
        if ($message->getCustomerId() === '') {
            welcome($message);
            return;
        }
        $fields = fields($message);
        $topic = $fields['topic'] ?? '';
        if (!is_string($topic) || preg_match('~^[\w.-]{1,64}$~D', $topic) !== 1) {
            return;
        }
        // Here you ask whether this customer may enter this topic.
        $isIn = in_array($topic, iterator_to_array($message->getTopics()), true);
        $after = is_int($fields['after'] ?? null) ? $fields['after'] : 0;
        match ($fields['do'] ?? '') {
            // The gateway sends the text when the client is subscribed: what it asks for afterwards leaves no gap.
            'enter' => NetBus::topicSubscribe($message->getUniqId(), $topic, json('entered', topic: $topic)),
            'lines' => $isIn ? $this->tellLines($message->getUniqId(), $topic, $after) : null,
            'say' => $isIn ? $this->say($topic, $message, $fields) : null,
            default => null,
        };
    }

    public function onClose(ConnClose $close): void
    {
    }

    /** What a process has kept and not published, because it was killed in between. */
    public function publishForgotten(): void
    {
        // By the clock of Redis, which has noted the time.
        $forgotten = redis(static fn(Redis $redis): mixed =>
            $redis->zRangeByScore(self::PENDING, '-inf', (string)($redis->time()[0] - self::AGAIN), ['limit' => [0, 1000]]));
        foreach ($forgotten as $line) {
            $this->publish($line);
        }
    }

    /** @param array<string, mixed> $fields */
    private function say(string $topic, Transfer $message, array $fields): void
    {
        $customer = $message->getCustomerId();
        $text = is_string($fields['text'] ?? null) ? $fields['text'] : '';
        $id = is_string($fields['id'] ?? null) && $fields['id'] !== '' ? $fields['id'] : bin2hex(random_bytes(8));
        if (strlen($text) > self::LONGEST || strlen($id) > 64) {
            NetBus::singleCast($message->getUniqId(), json('refused', id: substr($id, 0, 64), why: 'This is too long.'));
            return;
        }
        $line = json_encode(['topic' => $topic, 'name' => $customer, 'text' => $text, 'id' => $id, 'at' => time()], JSON_THROW_ON_ERROR);
        $keys = ["history:$topic:number", "history:$topic:lines", 'history:said:' . sha1(toJson([$topic, $customer, $id])), self::PENDING];
        $values = [$line, (int)setting('HISTORY_LINES', '100')];
        $this->publish(redis(static fn(Redis $redis): mixed => $redis->eval(self::APPEND, [...$keys, ...$values], count($keys))));
    }

    private function publish(string $line): void
    {
        // Twice is no harm: clients know the numbers that they have.
        NetBus::topicPublish(json_decode($line, true, flags: JSON_THROW_ON_ERROR)['topic'], $line);
        redis(static fn(Redis $redis): mixed => $redis->zRem(self::PENDING, $line));
    }

    private function tellLines(string $uniqId, string $topic, int $after): void
    {
        $from = min(max(0, $after), PHP_INT_MAX - 1) + 1;
        $entries = array_column(redis(static fn(Redis $redis): mixed => $redis->xRange("history:$topic:lines", "$from-0", '+')), 'line');
        [$lines, $size] = [[], 0];
        foreach ($entries as $line) {
            $size += strlen($line);
            if ($size > self::ANSWER && $lines !== []) {
                break;
            }
            $lines[] = $line;
        }
        $more = count($lines) < count($entries) ? 'true' : 'false';
        NetBus::singleCast($uniqId, sprintf('{"is":"lines","topic":"%s","more":%s,"lines":[%s]}', $topic, $more, implode(',', $lines)));
    }
}

if (!isStarted(__FILE__)) {
    return;
}
signature('');
$handler = new History();
serve($handler, Event::OnMessage, $handler->publishForgotten(...));
