<?php
/*
 * Data that was sent to clients: what of a frame goes to one receiver, or to several who get the same.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Netsvr\Cmd;

final class Push
{
    /** Who the receivers are. */
    public const EVERYBODY = 'everybody';
    public const CLIENT = 'client';
    public const CUSTOMER = 'customer';
    public const TOPIC = 'topic';

    /**
     * @param self::* $to
     * @param list<string> $receivers uniqIds, customerIds or topics; of everybody there are none
     */
    private function __construct(
        public readonly SentFrame $frame,
        public readonly string $to,
        public readonly array $receivers,
        public readonly string $data
    ) {
    }

    /**
     * What a frame brings to clients: that of commands which bring data besides what they do, too.
     *
     * @return list<self>
     */
    public static function in(SentFrame $frame): array
    {
        $sent = $frame->message;
        if ($sent === null || $frame->isQuery()) {
            return [];
        }
        $together = static fn(string $to, iterable $who): array => self::of($frame, $to, [[[...$who], $sent->getData()]]);
        $each = static fn(string $to, iterable $who): array => self::of($frame, $to, self::pairs($who, $sent->getData()));
        return match ($frame->cmd) {
            Cmd::Broadcast => $together(self::EVERYBODY, []),
            Cmd::SingleCast, Cmd::TopicSubscribe, Cmd::TopicUnsubscribe, Cmd::ConnInfoUpdate, Cmd::ConnInfoDelete =>
                $together(self::CLIENT, [$sent->getUniqId()]),
            Cmd::Multicast, Cmd::ForceOffline, Cmd::ForceOfflineGuest => $together(self::CLIENT, $sent->getUniqIds()),
            Cmd::SingleCastBulk => $each(self::CLIENT, $sent->getUniqIds()),
            Cmd::SingleCastByCustomerId => $together(self::CUSTOMER, [$sent->getCustomerId()]),
            Cmd::MulticastByCustomerId, Cmd::ForceOfflineByCustomerId =>
                $together(self::CUSTOMER, $sent->getCustomerIds()),
            Cmd::SingleCastBulkByCustomerId => $each(self::CUSTOMER, $sent->getCustomerIds()),
            Cmd::TopicPublish, Cmd::TopicPublishBulk => $each(self::TOPIC, $sent->getTopics()),
            Cmd::TopicDelete => $together(self::TOPIC, $sent->getTopics()),
            default => [],
        };
    }

    /**
     * How many messages these are for whoever sent them. What went to several gateways counts once, and so does what
     * several receivers got by one call.
     *
     * @param iterable<self> $pushes
     */
    public static function count(iterable $pushes): int
    {
        $counts = [];
        foreach ($pushes as $push) {
            $receiver = count($push->receivers) === 1 ? $push->receivers[0] : '';
            $key = "$push->to\0$receiver\0$push->data";
            $counts[$key][$push->frame->workerAddr] = ($counts[$key][$push->frame->workerAddr] ?? 0) + 1;
        }
        return array_sum(array_map(max(...), $counts));
    }

    /** By a command that does nothing but to send data. */
    public function isCast(): bool
    {
        return !in_array($this->frame->cmd, [
            Cmd::TopicSubscribe, Cmd::TopicUnsubscribe, Cmd::TopicDelete, Cmd::ConnInfoUpdate, Cmd::ConnInfoDelete,
            Cmd::ForceOffline, Cmd::ForceOfflineGuest, Cmd::ForceOfflineByCustomerId,
        ], true);
    }

    /** @param list<array{list<string>, string}> $pairs @return list<self> */
    private static function of(SentFrame $frame, string $to, array $pairs): array
    {
        $pushes = [];
        foreach ($pairs as [$receivers, $data]) {
            if ($data !== '') {
                $pushes[] = new self($frame, $to, $receivers, $data);
            }
        }
        return $pushes;
    }

    /**
     * @param iterable<string> $receivers
     * @param iterable<string>|string $data
     * @return list<array{list<string>, string}>
     */
    private static function pairs(iterable $receivers, iterable|string $data): array
    {
        $receivers = [...$receivers];
        $data = is_string($data) ? array_fill(0, count($receivers), $data) : [...$data];
        if (count($receivers) === 1) {
            $receivers = array_fill(0, count($data), $receivers[0]);
        }
        return array_map(static fn(string $receiver, string $text): array => [[$receiver], $text], $receivers, $data);
    }
}
