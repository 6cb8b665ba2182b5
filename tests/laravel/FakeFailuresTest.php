<?php
declare(strict_types=1);

use App\OrderShipped;
use Illuminate\Broadcasting\BroadcastException;
use Netsvr\Broadcast;
use Netsvr\SingleCast;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\Exception\SocketSendException;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrBusiness\Testing\SentFrame;
use NetsvrTests\Laravel\LaravelTestCase;
use PHPUnit\Framework\AssertionFailedError;
use PHPUnit\Framework\Attributes\Group;

/**
 * Gateways of the fake that fail, and messages that a test has not allowed.
 *
 * @group both-apis
 */
#[Group('both-apis')]
final class FakeFailuresTest extends LaravelTestCase
{
    private const ONE = '127.0.0.1:6071';
    private const TWO = '127.0.0.1:6081';

    protected function tearDown(): void
    {
        ini_restore('netsvr.on_send_failure');
        ini_restore('netsvr.on_query_failure');
        ini_restore('error_log');
        parent::tearDown();
    }

    public function testWhatIsSentToAGatewayThatFailsIsLostWithALineInTheLog(): void
    {
        $this->project->app();
        $fake = NetBusFake::start([self::ONE, self::TWO])->fail(self::TWO);
        NetBus::broadcast('to all');
        $fake->assertBroadcast('to all', 1);
        self::assertSame([self::ONE], array_map(static fn(SentFrame $frame): string => $frame->workerAddr, $fake->sent()));
        self::assertSame('to all', $fake->lost(Broadcast::class)[0]->getData());
        self::assertStringContainsString('Broadcast did not reach ' . self::TWO, $this->project->log());
        $fake->recover(self::TWO);
        NetBus::broadcast('again');
        self::assertCount(3, $fake->sent());
    }

    public function testItIsAnExceptionWhereTheSettingsSaySo(): void
    {
        ini_set('netsvr.on_send_failure', 'throw');
        $fake = NetBusFake::start([self::ONE, self::TWO])->fail(self::TWO);
        try {
            NetBus::broadcast('to all');
            self::fail('nothing was thrown');
        } catch (SocketSendException $thrown) {
            self::assertSame([self::TWO], array_keys($thrown->getFailures()));
        }
        $fake->assertBroadcast('to all');
        $fake->fail();
        $this->expectException(SocketSendException::class);
        NetBus::broadcast('to nobody');
    }

    public function testQueriesFailWithWhatTheOthersAnswered(): void
    {
        $fake = NetBusFake::start([self::ONE, self::TWO])->fail(self::TWO);
        try {
            NetBus::uniqIdCount();
            self::fail('nothing was thrown');
        } catch (SocketReceiveException $thrown) {
            self::assertSame([self::TWO], array_keys($thrown->getFailures()));
            self::assertSame([0], array_column(self::rows($thrown->getPartialResult()), 'count'));
        }
        ini_set('netsvr.on_query_failure', 'partial');
        ini_set('error_log', "{$this->project->folder}/php.log");
        self::assertCount(1, self::rows(NetBus::uniqIdCount()));
        self::assertStringContainsString(self::TWO, (string)file_get_contents("{$this->project->folder}/php.log"));
        $fake->recover();
        self::assertCount(2, self::rows(NetBus::uniqIdCount()));
    }

    public function testABroadcastFailsWhenNoGatewayHasIt(): void
    {
        $this->project->app();
        $fake = NetBusFake::start([self::ONE, self::TWO])->fail(self::ONE);
        event(new OrderShipped(7, ['orders.7']));
        $fake->assertPushed(OrderShipped::class, times: 1);
        $fake->fail();
        $this->expectException(BroadcastException::class);
        $this->expectExceptionMessage('did not reach 2 of 2 gateways');
        event(new OrderShipped(8, ['orders.8']));
    }

    public function testAGatewayThatTheFakeHasNotIsRefused(): void
    {
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage("10.0.0.1:1 is none of the fake's gateways: 127.0.0.1:6071");
        NetBusFake::start(self::ONE)->fail('10.0.0.1:1');
    }

    public function testAStrayPushFailsWhereItIsSent(): void
    {
        $fake = NetBusFake::start()->preventStrayPushes(
            SingleCast::class,
            'order.*',
            static fn(SentFrame $frame): bool => $frame->message instanceof Broadcast && $frame->message->getData() === 'allowed'
        );
        NetBus::singleCast('a1', 'allowed');
        NetBus::broadcast('allowed');
        NetBus::topicPublish('t', '{"event":"order.shipped"}');
        NetBus::uniqIdCount();
        $fake->assertSingleCast('a1');
        foreach (['{"event":"orders"}', 'text'] as $text) {
            try {
                NetBus::topicPublish('t', $text);
            } catch (AssertionFailedError $failure) {
                self::assertStringContainsString("A stray push: this test allows no such message", $failure->getMessage());
                self::assertStringContainsString('TopicPublish to 127.0.0.1:6061 {"topics":["t"],"data":', $failure->getMessage());
                continue;
            }
            self::fail("$text was sent");
        }
        $fake->forget();
        $this->expectException(AssertionFailedError::class);
        $this->expectExceptionMessage('A stray push');
        $fake->assertNothingSent();
    }

    public function testAStrayPushThatTheApplicationHidesFailsAtTheEnd(): void
    {
        $fake = NetBusFake::start()->preventStrayPushes();
        try {
            NetBus::broadcast('x');
        } catch (Throwable) {
            // as an application may
        }
        try {
            $fake->stop();
            self::fail('nothing was said');
        } catch (AssertionFailedError $failure) {
            self::assertStringContainsString('Broadcast to 127.0.0.1:6061 {"data":"x"}', $failure->getMessage());
        }
        // It is said once.
        $fake->stop();
    }

    public function testWhatNoAssertionHasFoundFails(): void
    {
        $fake = NetBusFake::start();
        NetBus::broadcast('expected');
        NetBus::topicSubscribe('a1', 't');
        NetBus::uniqIdCount();
        NetBus::singleCast('a1', 'surprise');
        $fake->assertBroadcast('expected');
        $fake->assertTopicSubscribed('a1', 't');
        try {
            $fake->assertNothingElseSent();
        } catch (AssertionFailedError $failure) {
            self::assertStringContainsString(
                "More was sent than the assertions have found:\n  SingleCast to 127.0.0.1:6061 {\"uniqId\":\"a1\",\"data\":\"surprise\"}\n",
                $failure->getMessage()
            );
            $fake->assertSingleCast('a1');
            $fake->assertNothingElseSent();
            return;
        }
        self::fail('it held');
    }

    /** What a query has answered, in either API. @return list<array<string, mixed>> */
    private static function rows(array|object $answer): array
    {
        return is_object($answer) ? $answer->toArray() : $answer;
    }
}
