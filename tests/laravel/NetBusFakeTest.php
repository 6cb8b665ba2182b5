<?php
declare(strict_types=1);

use App\OrderShipped;
use Netsvr\CheckOnlineReq;
use Netsvr\CheckOnlineResp;
use Netsvr\Cmd;
use Netsvr\ConnInfoUpdate;
use Netsvr\MetricsResp;
use Netsvr\MetricsRespItem;
use Netsvr\SingleCast;
use Netsvr\TopicDelete;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\MainSocketInterface;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrTests\Laravel\LaravelTestCase;
use PHPUnit\Framework\AssertionFailedError;
use PHPUnit\Framework\Attributes\DataProvider;

final class NetBusFakeTest extends LaravelTestCase
{
    public function testInLaravelCallsOfTheApplicationComeToTheFake(): void
    {
        $app = $this->project->app(['NETSVR_WORKER_ADDRS' => '127.0.0.1:1']);
        $fake = NetBusFake::start();
        $fake->assertNothingSent();

        NetBus::broadcast('to all');
        NetBus::singleCast('a1', 'to one');
        event(new OrderShipped(7, ['orders.7']));

        $fake->assertBroadcast('to all');
        $fake->assertSingleCast('a1', 'to one');
        $isOrder = static fn(string $text): bool => json_decode($text, true)['data'] === '{"id":7}';
        $topic = $app->make(Applications::class)->default()->topic('private-orders.7');
        $fake->assertTopicPublished($topic, $isOrder);
        self::assertSame(1, $app->make(TaskSocketMangerInterface::class)->count());
        self::assertSame('', $this->project->log());
    }

    public function testMainSocketsOfTheApplicationAreLeftAlone(): void
    {
        $app = $this->project->app();
        $main = $this->createMock(MainSocketManagerInterface::class);
        $main->method('getSockets')->willReturn([$socket = $this->createMock(MainSocketInterface::class)]);
        $socket->expects(self::never())->method('send');
        $app->instance(MainSocketManagerInterface::class, $main);
        $fake = NetBusFake::start();
        NetBus::broadcast('to all');
        $fake->assertBroadcast('to all');
    }

    public function testWithoutLaravelTheContainerIsPutBack(): void
    {
        $before = new Container();
        Container::setInstance($before);
        $fake = NetBusFake::start();
        self::assertNotSame($before, Container::getInstance());
        NetBus::broadcast('to all');
        $fake->assertBroadcast();
        $fake->stop();
        self::assertSame($before, Container::getInstance());
    }

    public function testEachAssertionSeesTheCallsThatDoTheSame(): void
    {
        $fake = NetBusFake::start();
        NetBus::singleCastBulk(['a1' => 'one', 'a2' => 'two']);
        NetBus::multicast(['b1', 'b2'], 'many');
        NetBus::singleCastByCustomerId(17, 'customer');
        NetBus::singleCastBulkByCustomerId(['customerIds' => ['c1'], 'data' => ['x', 'y']]);
        NetBus::multicastByCustomerId(['d1', 'd2'], 'customers');
        NetBus::topicPublish(['t1', 't2'], 'topics');
        NetBus::topicPublishBulk(['t3' => 'bulk']);
        NetBus::topicSubscribe('a1', ['t1', 't2']);
        NetBus::topicUnsubscribe('a1', 't2');
        NetBus::topicDelete('t9', 'gone');
        NetBus::forceOffline(['a1', 'a2']);
        NetBus::forceOfflineByCustomerId('c1');
        NetBus::connInfoUpdate((new ConnInfoUpdate())->setUniqId('a1')->setNewSession('s'));

        $fake->assertSingleCast('a2', 'two');
        $fake->assertSingleCast('b1', 'many');
        $fake->assertSingleCastByCustomerId(17, 'customer');
        $fake->assertSingleCastByCustomerId('c1', 'y');
        $fake->assertSingleCastByCustomerId('d2', fn(string $text): bool => $text === 'customers');
        $fake->assertTopicPublished('t2', 'topics');
        $fake->assertTopicPublished('t3', 'bulk');
        $fake->assertTopicSubscribed('a1', 't2');
        $fake->assertTopicUnsubscribed('a1', 't2');
        $fake->assertForcedOffline('a2');
        $fake->assertForcedOfflineByCustomerId('c1');
        $fake->assertSent(TopicDelete::class, fn(TopicDelete $sent): bool => $sent->getData() === 'gone', 1);
        $fake->assertSent(ConnInfoUpdate::class, fn(ConnInfoUpdate $sent): bool => $sent->getNewSession() === 's');
        $fake->assertNotSent(SingleCast::class);
        self::assertCount(13, $fake->sent());
        self::assertSame('a1', $fake->sent(ConnInfoUpdate::class)[0]->getUniqId());
        self::assertSame(Cmd::SingleCastBulk, $fake->sent()[0]->cmd);
        $fake->forget();
        $fake->assertNothingSent();
    }

    /** @dataProvider wrongAssertions */
    #[DataProvider('wrongAssertions')]
    public function testAnAssertionThatDoesNotHoldFailsAndShowsWhatWasSent(Closure $assertion): void
    {
        $fake = NetBusFake::start();
        NetBus::singleCast('a1', 'hello');
        try {
            $assertion($fake);
        } catch (AssertionFailedError $failure) {
            self::assertStringContainsString('SingleCast', $failure->getMessage());
            return;
        }
        self::fail('the assertion held');
    }

    public static function wrongAssertions(): array
    {
        return [
            'other text' => [fn(NetBusFake $fake) => $fake->assertSingleCast('a1', 'hello!')],
            'other client' => [fn(NetBusFake $fake) => $fake->assertSingleCast('a2')],
            'closure' => [fn(NetBusFake $fake) => $fake->assertSingleCast('a1', fn() => false)],
            'other call' => [fn(NetBusFake $fake) => $fake->assertBroadcast()],
            'topic' => [fn(NetBusFake $fake) => $fake->assertTopicPublished('a1')],
            'nothing' => [fn(NetBusFake $fake) => $fake->assertNothingSent()],
            'none of the class' => [fn(NetBusFake $fake) => $fake->assertSent(SingleCast::class, fn() => false)],
            'too few' => [fn(NetBusFake $fake) => $fake->assertSent(SingleCast::class, null, 2)],
            'not sent' => [fn(NetBusFake $fake) => $fake->assertNotSent(SingleCast::class)],
        ];
    }

    /** @dataProvider countedAssertions */
    #[DataProvider('countedAssertions')]
    public function testEachAssertionCounts(string $subject, Closure $assertion): void
    {
        $fake = NetBusFake::start(['127.0.0.1:6071', '127.0.0.1:6081']);
        $uniqId = '7f00000117c1' . '653b1a2c00000001';
        for ($i = 0; $i < 2; $i++) {
            NetBus::broadcast('x');
            NetBus::multicast([$uniqId], 'x');
            NetBus::multicastByCustomerId(['c1', 'c2'], 'x');
            NetBus::topicPublish(['t1', 't2'], 'x');
            NetBus::topicSubscribe($uniqId, 't1', 'data of a command is no cast');
            NetBus::topicUnsubscribe($uniqId, 't1');
            NetBus::forceOffline($uniqId);
            NetBus::forceOfflineByCustomerId('c1');
        }
        $assertion($fake, $uniqId, 2);
        $assertion($fake, $uniqId, null);
        $this->expectException(AssertionFailedError::class);
        $subject = str_replace('ID', $uniqId, $subject);
        $this->expectExceptionMessage("$subject was expected to be sent 3 times, and was 2 times.\nSent, after 4 others:\n  Multicast");
        $assertion($fake, $uniqId, 3);
    }

    public static function countedAssertions(): array
    {
        return [
            ['The message "x" to everybody', fn($fake, $id, $times) => $fake->assertBroadcast('x', $times)],
            ['A message to the client ID', fn($fake, $id, $times) => $fake->assertSingleCast($id, null, $times)],
            ['Such a message to the customer c2', fn($fake, $id, $times) =>
                $fake->assertSingleCastByCustomerId('c2', fn(string $text): bool => $text === 'x', $times)],
            ['A message to the topic t2', fn($fake, $id, $times) => $fake->assertTopicPublished('t2', null, $times)],
            ['Such a Netsvr\TopicSubscribe', fn($fake, $id, $times) => $fake->assertTopicSubscribed($id, 't1', $times)],
            ['Such a Netsvr\TopicUnsubscribe', fn($fake, $id, $times) => $fake->assertTopicUnsubscribed($id, 't1', $times)],
            ['Such a Netsvr\ForceOffline', fn($fake, $id, $times) => $fake->assertForcedOffline($id, $times)],
            ['Such a Netsvr\ForceOfflineByCustomerId', fn($fake, $id, $times) =>
                $fake->assertForcedOfflineByCustomerId('c1', $times)],
        ];
    }

    public function testNetBusStartsTheFake(): void
    {
        $fake = NetBus::fake();
        self::assertInstanceOf(NetBusFake::class, $fake);
        NetBus::broadcast('x');
        $fake->assertBroadcast('x');
        $fake->stop();
        $fake = NetBus::fake(['127.0.0.1:6071', '127.0.0.1:6081']);
        NetBus::broadcast('x');
        self::assertCount(2, $fake->sent());
        $fake->stop();
        $fake = NetBus::fake(record: false);
        $this->expectException(LogicException::class);
        $fake->sent();
    }

    public function testAFakeThatKeepsNothingAnswersQueries(): void
    {
        $fake = NetBusFake::start(record: false)->answer(new UniqIdCountResp(['count' => 3]));
        NetBus::broadcast('x');
        self::assertSame(3, NetBus::uniqIdCount()[0]['count']);
        self::assertSame([], NetBus::checkOnline('a1'));
        $this->expectException(LogicException::class);
        $this->expectExceptionMessage('started with record: false: it keeps nothing');
        $fake->assertBroadcast('x');
    }

    public function testQueriesOfAFreshFakeSayThatNobodyIsThere(): void
    {
        $fake = NetBusFake::start('10.0.0.1:6061');
        self::assertSame([], NetBus::checkOnline(['a1']));
        self::assertSame([['workerAddr' => '10.0.0.1:6061', 'count' => 0]], NetBus::uniqIdCount());
        self::assertSame([['workerAddr' => '10.0.0.1:6061', 'uniqIds' => []]], NetBus::uniqIdList());
        self::assertSame([], NetBus::connInfo('a1'));
        self::assertSame([], NetBus::metrics());
        self::assertSame([['workerAddr' => '10.0.0.1:6061', 'items' => []]], NetBus::topicUniqIdList('t'));
        NetBus::topicList();
        NetBus::topicCount();
        NetBus::topicUniqIdCount('t');
        NetBus::topicCustomerIdList('t');
        NetBus::topicCustomerIdToUniqIdsList('t');
        NetBus::topicCustomerIdCount('t');
        NetBus::connInfoByCustomerId('c');
        NetBus::customerIdList();
        NetBus::customerIdCount();
        NetBus::limit();
        $fake->assertNothingSent();
        self::assertCount(16, $fake->sent());
    }

    public function testQueriesGetTheAnswersThatATestPutThere(): void
    {
        $fake = NetBusFake::start();
        $fake->answer(new UniqIdCountResp(['count' => 3]));
        $fake->answer(CheckOnlineResp::class, fn(CheckOnlineReq $asked): CheckOnlineResp => new CheckOnlineResp([
            'uniqIds' => array_filter([...$asked->getUniqIds()], fn(string $uniqId): bool => $uniqId !== 'gone'),
        ]));
        $fake->answer(new MetricsResp(['items' => [1 => new MetricsRespItem(['item' => 1, 'count' => 9])]]));
        self::assertSame(3, NetBus::uniqIdCount()[0]['count']);
        self::assertSame(['here'], NetBus::checkOnline(['gone', 'here']));
        self::assertSame(9, NetBus::metrics()[0]['count']);
    }

    public function testWhatAnswersNoQueryIsRefused(): void
    {
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage('Netsvr\SingleCast is not the answer of a query');
        NetBusFake::start()->answer(new SingleCast());
    }

    public function testSeveralGatewaysGetWhatConcernsTheirClients(): void
    {
        $fake = NetBusFake::start(['127.0.0.1:6071', '127.0.0.1:6081']);
        $second = '7f00000117c1' . '653b1a2c00000001';
        NetBus::singleCast($second, 'hello');
        NetBus::broadcast('to all');
        self::assertSame('127.0.0.1:6081', $fake->sent()[0]->workerAddr);
        $fake->assertSingleCast($second, 'hello');
        $fake->assertSent(SingleCast::class, null, 1);
        $fake->assertSent(Netsvr\Broadcast::class, null, 1);
        self::assertCount(3, $fake->sent());
        $fake->answer(UniqIdCountResp::class, fn($asked, string $workerAddr) =>
            new UniqIdCountResp(['count' => $workerAddr === '127.0.0.1:6081' ? 2 : 1]));
        self::assertSame([1, 2], array_column(NetBus::uniqIdCount(), 'count'));
    }
}
