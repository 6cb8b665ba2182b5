<?php
/*
 * The texts of the Pusher Channels protocol, version 7: a JSON object whose `data` is JSON once more.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

final class PusherEvent
{
    public const FLAGS = JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;

    /**
     * @param mixed $data what becomes JSON; null: the event has none
     * @param array<string, mixed> $more members besides `event`, `channel` and `data`
     * @throws \JsonException for what cannot be JSON
     */
    public static function text(string $event, ?string $channel = null, mixed $data = null, array $more = []): string
    {
        return self::wrap($event, $channel, $data === null ? null : json_encode($data, self::FLAGS), $more);
    }

    /**
     * The same with data that is a text already.
     *
     * @param array<string, mixed> $more
     */
    public static function wrap(string $event, ?string $channel, ?string $data, array $more = []): string
    {
        $message = ['event' => $event];
        $channel === null || $message['channel'] = $channel;
        $data === null || $message['data'] = $data;
        return json_encode($message + $more, self::FLAGS);
    }

    public static function error(int $code, string $message): string
    {
        return self::text('pusher:error', null, ['code' => $code, 'message' => $message]);
    }
}
