<?php
/*
 * A command to a device, with its answer or a time-out. The process that asks is a request of php-fpm or a command line. The
 * answer of the device comes to a business process, which is another one, perhaps on another machine. They meet in Redis: the
 * asking process waits at a list that has the name of the command, and the business process puts the answer there.
 *
 *     APP_KEY=key php examples/recipes/device-command.php                             the business process; start several
 *     php examples/recipes/device-command.php send door-7 '{"do":"open"}' 10          at most 10 seconds
 *
 * Exit status of the second: 0 and the answer; 3 the device is not connected and has got nothing; 4 no answer came in time:
 * perhaps the device has done it.
 *
 * A device sends its ticket first (login-at-open.php ticket door-7 31536000: for a year). It gets {"is":"command","id":"…",
 * "command":{…}}, and answers {"id":"…","answer":{…}}. Both are passed on as they are. A command whose answer does not come is
 * sent again with the same id. So the device keeps its answers of the last minutes: for an id that it knows it repeats the
 * answer and does nothing else. What nobody has asked for is dropped.
 *
 * business.php has all settings.
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnOpen, Event, Transfer};
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;

require_once __DIR__ . '/business.php';

enum Outcome: int
{
    case Answered = 0;
    case Offline = 3;
    case Unknown = 4;
}

/** For whoever asks. */
final class Devices
{
    /** Seconds after which a command is sent again. */
    private const AGAIN = 2;
    /** Seconds for which a device that is not connected may still come. */
    private const COMING = 3;
    /** Seconds for which an answer waits, and for which it is taken behind the end of a question. */
    private const KEPT = 60;

    /**
     * @param array<string, mixed>|object $command an empty object in it is an stdClass: [] is a list
     * @param string $id the same for a command that is tried once more; empty for a new one
     * @return array{Outcome, mixed} what became of it, and the answer; an object in it is an stdClass
     */
    public static function ask(string $device, array|object $command, int $seconds, string $id = ''): array
    {
        $id = $id !== '' ? $id : bin2hex(random_bytes(12));
        self::isId($id) || throw new InvalidArgumentException('an id is a word of at most 64 letters and digits');
        $text = json('command', id: $id, command: (object)$command);
        $list = self::list($device, $id);
        $expect = static fn(Redis $redis): mixed => $redis->setEx("asked:$list", max(0, $seconds) + self::KEPT, '1');
        $wasSent = false;
        $begin = now();
        $end = $begin + $seconds;
        do {
            // Asked each time: the device may have come back with another connection, to another gateway.
            $found = reachable(static fn(): array => NetBus::connInfoByCustomerId($device, reqSession: false, reqTopic: false));
            $connections = array_column($found[$device] ?? [], 'uniqId');
            try {
                // Without Redis nobody would hear the answer: then nothing is sent.
                redis($expect);
                if ($connections !== []) {
                    NetBus::multicast($connections, $text);
                    $wasSent = true;
                }
                $until = $wasSent ? $end : min($end, $begin + self::COMING);
                $left = (int)max(1, ceil(min(self::AGAIN, $until - now())));
                // The list keeps an answer that is faster than this line.
                $answer = redis(static fn(Redis $redis): mixed => $redis->blPop([$list], $left), $left);
                if (is_array($answer) && isset($answer[1])) {
                    return [Outcome::Answered, fromJson($answer[1])];
                }
            } catch (RedisException $failed) {
                // If the device has the command, Redis may come back in time.
                $wasSent || throw $failed;
                usleep(500_000);
            }
        } while (now() < $until);
        return [$wasSent ? Outcome::Unknown : Outcome::Offline, null];
    }

    /**
     * For the business process. Only what somebody has asked for is kept, and once: no device fills Redis.
     */
    public static function answer(string $device, string $id, mixed $answer): void
    {
        $list = self::list($device, $id);
        if (self::isId($id) && redis(static fn(Redis $redis): mixed => $redis->exists("asked:$list")) === 1) {
            $text = toJson($answer);
            redis(static fn(Redis $redis): mixed => $redis->multi()->rPush($list, $text)->lTrim($list, 0, 0)->expire($list, self::KEPT)->exec());
        }
    }

    private static function isId(string $id): bool
    {
        return preg_match('~^\w{1,64}$~D', $id) === 1;
    }

    /** The device is part of the name: none can answer for another one. */
    private static function list(string $device, string $id): string
    {
        return "answer:$device:$id";
    }
}

/** For the business process. */
final class Answers implements EventInterface
{
    public function onOpen(ConnOpen $open): void
    {
    }

    public function onMessage(Transfer $message): void
    {
        $device = $message->getCustomerId();
        if ($device === '') {
            welcome($message);
            return;
        }
        ['id' => $id, 'answer' => $answer] = fields($message) + ['id' => null, 'answer' => null];
        is_string($id) && Devices::answer($device, $id, $answer);
    }

    public function onClose(ConnClose $close): void
    {
    }
}

if (!isStarted(__FILE__)) {
    return;
}
if (($argv[1] ?? 'work') !== 'send') {
    signature('');
    serve(new Answers(), Event::OnMessage);
    exit;
}
$command = fromJson($argv[3] ?? '');
if (!is_object($command)) {
    fwrite(STDERR, "usage: php device-command.php send DEVICE '{\"do\":\"open\"}' [SECONDS]\n");
    exit(2);
}
[$outcome, $answer] = Devices::ask($argv[2], $command, (int)($argv[4] ?? 10));
echo match ($outcome) {
    Outcome::Answered => toJson($answer),
    Outcome::Offline => "$argv[2] is not connected; nothing was sent.",
    Outcome::Unknown => "$argv[2] has not answered in time; perhaps it has done it.",
}, "\n";
exit($outcome->value);
