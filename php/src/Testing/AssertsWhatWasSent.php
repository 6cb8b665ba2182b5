<?php
/*
 * The assertions of NetBusFake about what was sent to the gateways. In all of them $data is the text expected, a closure
 * that says whether it is the right one, or null for any; $times says how many, and null: at least one. A message that
 * goes to several gateways counts once. Assertions need PHPUnit.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Closure;
use Netsvr\ForceOffline;
use Netsvr\ForceOfflineByCustomerId;
use Netsvr\Message;
use Netsvr\TopicSubscribe;
use Netsvr\TopicUnsubscribe;
use PHPUnit\Framework\Assert;

/** @internal Its methods are those of NetBusFake. */
trait AssertsWhatWasSent
{
    /** Nothing but queries was sent. */
    public function assertNothingSent(): void
    {
        $this->strays->complain();
        $names = array_map(
            static fn(SentFrame $frame): string => $frame->name(),
            array_filter($this->record->frames(), static fn(SentFrame $frame): bool => !$frame->isQuery())
        );
        Assert::assertSame([], array_values($names), "Something was sent to the gateways.{$this->record->summary()}");
    }

    /** Nothing was sent but queries, and what the assertions before have found. A call that one has found counts whole. */
    public function assertNothingElseSent(): void
    {
        $this->strays->complain();
        $lines = array_map(static fn(SentFrame $frame): string => "  $frame", $this->record->unfound());
        Assert::assertSame([], $lines, "More was sent than the assertions have found:\n" . implode("\n", $lines) . "\n");
    }

    /**
     * A message of this class was sent, for which the closure, if any, returns true.
     *
     * @template T of Message
     * @param class-string<T> $class
     * @param Closure(T): bool|null $filter
     */
    public function assertSent(string $class, ?Closure $filter = null, ?int $times = null): void
    {
        $this->strays->complain();
        $found = $this->record->find(static fn(SentFrame $frame): bool =>
            $frame->message instanceof $class && ($filter === null || $filter($frame->message)));
        $this->assertTimes($times, $this->calls($class, $found), "Such a $class");
    }

    /** @param Closure(Message): bool|null $filter */
    public function assertNotSent(string $class, ?Closure $filter = null): void
    {
        $this->assertSent($class, $filter, 0);
    }

    public function assertBroadcast(string|Closure|null $data = null, ?int $times = null): void
    {
        $this->assertCast(Push::EVERYBODY, null, $data, $times, 'to everybody');
    }

    /** By singleCast(), singleCastBulk() or multicast(). */
    public function assertSingleCast(string $uniqId, string|Closure|null $data = null, ?int $times = null): void
    {
        $this->assertCast(Push::CLIENT, $uniqId, $data, $times, "to the client $uniqId");
    }

    /** By singleCastByCustomerId(), singleCastBulkByCustomerId() or multicastByCustomerId(). */
    public function assertSingleCastByCustomerId(
        string|int $customerId,
        string|Closure|null $data = null,
        ?int $times = null
    ): void {
        $this->assertCast(Push::CUSTOMER, (string)$customerId, $data, $times, "to the customer $customerId");
    }

    /** By topicPublish(), topicPublishBulk() or an event with the broadcasting driver. */
    public function assertTopicPublished(string $topic, string|Closure|null $data = null, ?int $times = null): void
    {
        $this->assertCast(Push::TOPIC, $topic, $data, $times, "to the topic $topic");
    }

    public function assertTopicSubscribed(string $uniqId, string $topic, ?int $times = null): void
    {
        $this->assertSent(TopicSubscribe::class, static fn(TopicSubscribe $sent): bool =>
            $sent->getUniqId() === $uniqId && in_array($topic, iterator_to_array($sent->getTopics()), true), $times);
    }

    public function assertTopicUnsubscribed(string $uniqId, string $topic, ?int $times = null): void
    {
        $this->assertSent(TopicUnsubscribe::class, static fn(TopicUnsubscribe $sent): bool =>
            $sent->getUniqId() === $uniqId && in_array($topic, iterator_to_array($sent->getTopics()), true), $times);
    }

    public function assertForcedOffline(string $uniqId, ?int $times = null): void
    {
        $this->assertSent(ForceOffline::class, static fn(ForceOffline $sent): bool =>
            in_array($uniqId, iterator_to_array($sent->getUniqIds()), true), $times);
    }

    public function assertForcedOfflineByCustomerId(string|int $customerId, ?int $times = null): void
    {
        $this->assertSent(ForceOfflineByCustomerId::class, static fn(ForceOfflineByCustomerId $sent): bool =>
            in_array((string)$customerId, iterator_to_array($sent->getCustomerIds()), true), $times);
    }

    /**
     * An event was sent to clients: by a broadcast of the application, by a client's whisper, by the handler of
     * netsvr:work. To several clients by one call counts once.
     *
     * @param string|null $channel null: any, or none
     * @param array<array-key, mixed>|(Closure(mixed, PushedEvent): bool)|null $data the decoded data: equal to the array,
     *     or right in the eyes of the closure
     */
    public function assertPushed(
        string $event,
        ?string $channel = null,
        array|Closure|null $data = null,
        ?int $times = null
    ): void {
        $this->strays->complain();
        $found = $this->record->findPushes(static function (Push $push) use ($event, $channel, $data): bool {
            $pushed = PushedEvent::of($push);
            return $pushed !== null && $pushed->is($event, $channel, $data);
        });
        $what = self::anEvent($event, $channel, $data);
        $this->assertTimes($times, Push::count($found), $what, 'sent', $this->shownEvents());
    }

    /** @param array<array-key, mixed>|(Closure(mixed, PushedEvent): bool)|null $data */
    public function assertNotPushed(string $event, ?string $channel = null, array|Closure|null $data = null): void
    {
        $this->assertPushed($event, $channel, $data, 0);
    }

    /**
     * The events that were sent to clients, in order, decoded. One that went to several gateways is there once for each.
     *
     * @return list<PushedEvent>
     */
    public function pushed(?string $event = null): array
    {
        $pushed = [];
        foreach ($this->record->frames() as $frame) {
            array_push($pushed, ...array_filter(array_map(PushedEvent::of(...), Push::in($frame))));
        }
        return array_values(array_filter($pushed, static fn(PushedEvent $it): bool => $event === null || $it->event === $event));
    }

    /** @param string|null $receiver null: whoever they are */
    private function assertCast(
        string $to,
        ?string $receiver,
        string|Closure|null $data,
        ?int $times,
        string $whom
    ): void {
        $this->strays->complain();
        $found = $this->record->findPushes(static fn(Push $push): bool => $push->isCast() && $push->to === $to
            && ($receiver === null || in_array($receiver, $push->receivers, true))
            && ($data === null || ($data instanceof Closure ? (bool)$data($push->data) : $push->data === $data)));
        $this->assertTimes($times, Push::count($found), self::aMessage($data) . " $whom");
    }

    /**
     * @param string $what the subject of the sentence that a failure says
     * @param string|null $shown what a failure shows; null: what was sent
     */
    private function assertTimes(
        ?int $times,
        int $found,
        string $what,
        string $done = 'sent',
        ?string $shown = null
    ): void {
        $shown ??= $this->record->summary();
        if ($times === null) {
            Assert::assertGreaterThan(0, $found, "$what was expected, and not $done.$shown");
        } elseif ($times === 0) {
            Assert::assertSame(0, $found, "$what was not expected, and $done.$shown");
        } else {
            Assert::assertSame($times, $found, "$what was expected to be $done $times times, and was $found times.$shown");
        }
    }

    private static function aMessage(string|Closure|null $data): string
    {
        return $data === null ? 'A message' : ($data instanceof Closure ? 'Such a message' : "The message \"$data\"");
    }

    private static function anEvent(string $event, ?string $channel, array|Closure|null $data): string
    {
        return "The event $event" . ($channel === null ? '' : " on the channel $channel") . ($data === null ? '' : ' with such data');
    }

    /** @param list<SentFrame> $frames of messages of this class. @return int how many calls have sent them */
    private function calls(string $class, array $frames): int
    {
        $counts = array_count_values(array_map(static fn(SentFrame $frame): string => $frame->workerAddr, $frames));
        // What names clients by uniqId goes to their own gateways; everything else to all of them.
        $toOwn = method_exists($class, 'getUniqId') || method_exists($class, 'getUniqIds');
        return $toOwn ? array_sum($counts) : max(0, ...array_values($counts));
    }

    /** The end of the text of a failure: the events that were sent, or else everything. */
    private function shownEvents(): string
    {
        $lines = array_map(static fn(PushedEvent $event): string => "  $event", array_slice($this->pushed(), -20));
        return $lines === []
            ? " No event was sent.{$this->record->summary()}"
            : "\nEvents sent:\n" . implode("\n", $lines) . "\n";
    }
}
