<?php
/*
 * What a FakeGateway says to main sockets, and names for what it hears from them. Needs the messages.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Netsvr\Cmd;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\RegisterResp;
use Netsvr\SingleCast;
use Netsvr\Transfer;
use Netsvr\UnRegisterReq;

final class GatewayFrames
{
    /** Answers a registration with success. */
    public static function registered(string $connId = 'conn-1'): Step
    {
        return Step::answer((new RegisterResp())->setConnId($connId)->serializeToString());
    }

    /** Answers a registration with a refusal. */
    public static function refused(int $code, string $message): Step
    {
        return Step::answer((new RegisterResp())->setCode($code)->setMessage($message)->serializeToString());
    }

    /** The frame of that answer. */
    public static function registration(string $connId = 'conn-1'): string
    {
        return Frames::pack(Cmd::Register, (new RegisterResp())->setConnId($connId)->serializeToString());
    }

    public static function open(string $uniqId, string $rawQuery = ''): string
    {
        $message = (new ConnOpen())->setUniqId($uniqId)->setRawQuery($rawQuery);
        return Frames::pack(Cmd::ConnOpen, $message->serializeToString());
    }

    public static function message(string $uniqId, string $data): string
    {
        return Frames::pack(Cmd::Transfer, (new Transfer())->setUniqId($uniqId)->setData($data)->serializeToString());
    }

    public static function close(string $uniqId): string
    {
        return Frames::pack(Cmd::ConnClose, (new ConnClose())->setUniqId($uniqId)->serializeToString());
    }

    /**
     * Prints frames, a line for each connection that sent some.
     *
     * @param list<array{connection: int, cmd: ?int, body: string}> $frames
     */
    public static function print(array $frames): void
    {
        $connections = [];
        foreach ($frames as $frame) {
            $connections[$frame['connection']][] = self::name($frame);
        }
        ksort($connections);
        foreach ($connections as $connection => $names) {
            echo "  connection $connection sent ", implode(', ', $names), "\n";
        }
    }

    /** @param array{connection: int, cmd: ?int, body: string} $frame */
    public static function name(array $frame): string
    {
        static $names = null;
        $names ??= array_flip((new \ReflectionClass(Cmd::class))->getConstants());
        if (substr(Business::HEARTBEAT, 0, 4) === pack('N', $frame['cmd'])) {
            return 'heartbeat';
        }
        $name = $names[$frame['cmd']] ?? "command {$frame['cmd']}";
        if ($frame['cmd'] === Cmd::SingleCast) {
            $cast = new SingleCast();
            $cast->mergeFromString($frame['body']);
            return "$name {$cast->getData()}";
        }
        if ($frame['cmd'] === Cmd::Unregister) {
            $request = new UnRegisterReq();
            $request->mergeFromString($frame['body']);
            return "$name {$request->getConnId()}";
        }
        return $name;
    }
}
