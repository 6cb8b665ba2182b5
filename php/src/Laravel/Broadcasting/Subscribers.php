<?php
/*
 * Who subscribes to a topic, and messages for all of them but one: a gateway can leave out nobody.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;

final class Subscribers
{
    /**
     * @return list<string> uniqIds
     * @throws SocketReceiveException when a gateway is not reached
     */
    public static function of(string $topic): array
    {
        return self::in(NetBus::topicUniqIdList($topic), $topic);
    }

    /**
     * Sends a message to all subscribers but one, by a list of them: for that the gateways are asked first.
     *
     * @throws SocketReceiveException when a gateway is not reached; those of the others have the message then
     * @throws SocketSendException with netsvr.on_send_failure = throw
     */
    public static function tellOthers(string $topic, ?string $except, string $data): void
    {
        $failure = null;
        try {
            $uniqIds = self::of($topic);
        } catch (SocketReceiveException $failure) {
            $uniqIds = self::in($failure->getPartialResult() ?? [], $topic);
        }
        $others = array_values(array_filter($uniqIds, static fn(string $uniqId): bool => $uniqId !== $except));
        $others === [] || NetBus::multicast($others, $data);
        if ($failure !== null) {
            throw $failure;
        }
    }

    /**
     * The uniqIds in an answer of NetBus::topicUniqIdList(), of either API.
     *
     * @param array<array-key, mixed>|object $answer
     * @return list<string>
     */
    public static function in(array|object $answer, string $topic): array
    {
        $uniqIds = [];
        // API 8 has a row for each topic, API 4 one for each gateway
        foreach (is_object($answer) ? [['items' => $answer->toArray()]] : $answer as $gateway) {
            foreach ($gateway['items'] as $item) {
                if ((string)$item['topic'] === $topic) {
                    array_push($uniqIds, ...$item['uniqIds']);
                }
            }
        }
        return $uniqIds;
    }
}
