<?php
/*
 * Commands and their messages: what a frame means, and what answers a query.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Netsvr\Cmd;
use Netsvr\Message;
use ReflectionClass;
use UnexpectedValueException;

/** @internal */
final class Frames
{
    private const FIRST_QUERY = Cmd::Register;

    public static function decode(string $workerAddr, string $data): SentFrame
    {
        $cmd = self::command($data);
        if (!in_array($cmd, self::commands(), true)) {
            $start = bin2hex(substr($data, 0, 16));
            throw new UnexpectedValueException("a frame without a known command was sent: 0x$start");
        }
        $class = 'Netsvr\\' . self::name($cmd) . (self::isQuery($cmd) ? 'Req' : '');
        $message = null;
        if (class_exists($class)) {
            $message = new $class();
            $message->mergeFromString(substr($data, 4));
        }
        return new SentFrame($workerAddr, $cmd, $message);
    }

    /** The number at its start; 0 for what has none. */
    public static function command(string $data): int
    {
        return strlen($data) < 4 ? 0 : unpack('N', $data)[1];
    }

    public static function encode(int $cmd, Message $message): string
    {
        return pack('N', $cmd) . $message->serializeToString();
    }

    /** What a gateway without clients answers. */
    public static function emptyAnswer(int $cmd): Message
    {
        $class = 'Netsvr\\' . self::name($cmd) . 'Resp';
        return new $class();
    }

    /** The command whose answers are of this class; null when there is none. */
    public static function queryAnsweredBy(string $class): ?int
    {
        // Under either of the two names that a message has.
        if (!preg_match('/^\\\\?Netsvr(?:Protocol)?\\\\(\w+)Resp$/', $class, $matches)) {
            return null;
        }
        $cmd = self::commands()[$matches[1]] ?? null;
        return $cmd !== null && self::isQuery($cmd) ? $cmd : null;
    }

    public static function isQuery(int $cmd): bool
    {
        return $cmd >= self::FIRST_QUERY;
    }

    public static function name(int $cmd): string
    {
        return (string)array_search($cmd, self::commands(), true);
    }

    /** @return array<string, int> */
    private static function commands(): array
    {
        static $commands = null;
        return $commands ??= array_filter(
            (new ReflectionClass(Cmd::class))->getConstants(),
            static fn(mixed $value): bool => is_int($value) && $value !== 0
        );
    }
}
