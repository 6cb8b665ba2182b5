<?php
declare(strict_types=1);

use Netsvr\ConnClose;
use Netsvr\ConnInfoDelete;
use Netsvr\ConnInfoUpdate;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use Netsvr\UniqIdCountResp;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Laravel\RoomHandler;
use NetsvrTests\Support\DevGate;
use PHPUnit\Framework\AssertionFailedError;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\Attributes\Group;

/**
 * Clients of the fake: what the handler is told of them, and what they get.
 *
 * @group both-apis
 */
#[Group('both-apis')]
final class FakeClientsTest extends LaravelTestCase
{
    public function testTheHandlerOfTheConfigurationIsToldWhatClientsDo(): void
    {
        $this->project->app(['NETSVR_HANDLER' => RoomHandler::class]);
        $fake = NetBus::fake();
        $ann = $fake->clientConnects(rawQuery: 'lang=en');
        self::assertSame(['welcome lang=en'], $fake->received($ann));
        self::assertMatchesRegularExpression('/^7f00000117ad[0-9a-f]{16}$/', $ann);
        $bob = $fake->clientConnects(realIp: 'token');
        $fake->assertReceived($bob, 'welcome token');

        $fake->says($ann, ['do' => 'log in', 'as' => '7'])->says($ann, 'who am I?');
        $fake->assertReceived($ann, '7 since 7 room', 1);
        $fake->says($ann, ['do' => 'say', 'text' => 'hello']);
        self::assertSame(['welcome token', '7: hello'], $fake->received($bob));
        self::assertSame(['7', 'since 7', ['room']], [
            $fake->client($ann)->customerId, $fake->client($ann)->session, $fake->client($ann)->topics(),
        ]);

        $fake->clientLeaves($ann);
        self::assertFalse($fake->client($ann)->isOnline);
        $fake->assertReceived($bob, '7 has gone from room');
        $fake->assertReceived($ann, '7 has gone from room', 0);
        $this->expectExceptionMessage("The client $ann is not online any more.");
        $fake->says($ann, 'who am I?');
    }

    public function testOutsideOfLaravelTheHandlerIsGiven(): void
    {
        $fake = NetBusFake::start()->handleWith(RoomHandler::class);
        $fake->clientConnects('a1');
        $fake->says('a1', 'who am I?');
        self::assertSame(['welcome ', '  room'], $fake->received('a1'));
        $fake->stop();
    }

    public function testWithoutAHandlerTheFaultSaysHowToNameOne(): void
    {
        $this->expectException(LogicException::class);
        $this->expectExceptionMessage('name the handler with handleWith()');
        NetBusFake::start()->clientConnects('a1');
    }

    public function testWhatIsNoHandlerIsRefused(): void
    {
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage('stdClass does not implement NetsvrBusiness\Contract\EventInterface');
        NetBusFake::start()->handleWith(stdClass::class);
    }

    public function testWhatTheHandlerThrowsComesOutAndTheNextEventIsHandled(): void
    {
        $this->project->app(['NETSVR_HANDLER' => RoomHandler::class]);
        $fake = NetBusFake::start();
        $fake->clientConnects('a1');
        try {
            $fake->says('a1', 'fail');
            self::fail('it was kept back');
        } catch (RuntimeException $thrown) {
            self::assertSame('asked to fail', $thrown->getMessage());
        }
        $fake->says('a1', 'who am I?');
        $fake->assertReceived('a1', '  room');
    }

    public function testWhomTheHandlerThrowsOutIsOfflineAndTheHandlerIsTold(): void
    {
        $this->project->app(['NETSVR_HANDLER' => RoomHandler::class]);
        $fake = NetBusFake::start();
        $fake->clientConnects('a1');
        $fake->clientConnects('b1');
        $fake->says('b1', ['do' => 'log in', 'as' => '8']);
        $fake->forget();
        $fake->says('a1', ['do' => 'kick', 'whom' => '8']);
        self::assertSame(['you are out'], $fake->received('b1'));
        self::assertSame(['8 has gone from room'], $fake->received('a1'));
        self::assertFalse($fake->client('b1')->isOnline);
    }

    public function testWhomTheApplicationThrowsOutIsToldOfByTheNextWork(): void
    {
        $this->project->app(['NETSVR_HANDLER' => RoomHandler::class]);
        $fake = NetBusFake::start();
        $fake->clientConnects('a1');
        $fake->clientConnects('b1');
        $fake->forget();
        NetBus::forceOffline('b1');
        self::assertSame([false, []], [$fake->client('b1')->isOnline, $fake->received('a1')]);
        $fake->work();
        $fake->work();
        self::assertSame([' has gone from room'], $fake->received('a1'));
    }

    public function testAGuestIsThrownOutWhenItsTimeIsOver(): void
    {
        $this->project->app(['NETSVR_HANDLER' => RoomHandler::class]);
        $fake = NetBusFake::start();
        $fake->clientConnects('guest');
        $fake->clientConnects('user');
        $fake->says('guest', 'wait for me')->says('user', 'wait for me')->says('user', ['do' => 'log in', 'as' => '7']);
        $fake->forget();
        try {
            Illuminate\Support\Carbon::setTestNow(Illuminate\Support\Carbon::now()->addSeconds(29));
            $fake->work();
            self::assertTrue($fake->client('guest')->isOnline);
            Illuminate\Support\Carbon::setTestNow(Illuminate\Support\Carbon::now()->addSeconds(1));
            self::assertFalse($fake->client('guest')->isOnline);
            $fake->assertReceived('guest', 'too late', 1);
            self::assertTrue($fake->work()->client('user')->isOnline);
            $fake->assertReceived('user', ' has gone from room', 1);
        } finally {
            Illuminate\Support\Carbon::setTestNow();
        }
    }

    public function testEventsThatTheConfigurationLeavesOutAreNotHandled(): void
    {
        $this->project->app(['NETSVR_HANDLER' => RoomHandler::class, 'NETSVR_EVENTS' => 'message']);
        $fake = NetBusFake::start();
        $fake->clientConnects('a1');
        $fake->assertNothingReceived('a1');
        $fake->says('a1', 'who am I?');
        $fake->assertReceived('a1');
    }

    public function testAClientThatTheCallbacksLetInConnectsWithWhatTheyGaveIt(): void
    {
        $this->project->app(['NETSVR_HANDLER' => RoomHandler::class]);
        $fake = NetBusFake::start();
        $fake->open('a1', App\SocketAuthenticator::class, realIp: 'user-7');
        self::assertSame(1, array_sum(array_column(self::rows(NetBus::uniqIdCount()), 'count')));
        $fake->clientConnects('a1');
        $fake->says('a1', 'who am I?');
        $fake->assertReceived('a1', '7 {"token":"user-7"} user.7 news room');
        $fake->clientLeaves('a1');
        $closed = file(storage_path('closed'), FILE_IGNORE_NEW_LINES);
        self::assertSame(['["a1","7","{\"token\":\"user-7\"}",["user.7","news","room"]]'], $closed);
        $fake->assertTopicPublished('room', '7 has gone from user.7 news room');
    }

    public function testSeveralGatewaysHaveTheirOwnClients(): void
    {
        $fake = NetBusFake::start(['127.0.0.1:6071', '127.0.0.1:6081'])->handleWith(RoomHandler::class);
        $uniqIds = [$fake->clientConnects(), $fake->clientConnects(), $fake->clientConnects()];
        self::assertSame([2, 1], array_column(self::rows(NetBus::uniqIdCount()), 'count'));
        $fake->forget();
        NetBus::topicPublish('room', 'to all');
        NetBus::singleCast($uniqIds[1], 'to one');
        self::assertSame([['to all'], ['to all', 'to one'], ['to all']], array_map($fake->received(...), $uniqIds));
        $this->expectException(InvalidArgumentException::class);
        $this->expectExceptionMessage("The client a1 belongs to none of the fake's gateways");
        $fake->clientConnects('a1');
    }

    public function testAnAnswerOfTheTestComesBeforeWhatTheFakeKnows(): void
    {
        $fake = NetBusFake::start()->handleWith(RoomHandler::class);
        $fake->clientConnects('a1');
        $fake->answer(new UniqIdCountResp(['count' => 300]));
        self::assertSame([300], array_column(self::rows(NetBus::uniqIdCount()), 'count'));
    }

    /** The same calls, at a gateway with clients over websockets and at the fake: what is answered, and what comes to whom. */
    public function testTheFakeDoesWhatAGatewayDoes(): void
    {
        $gateway = DevGate::start();
        $clients = [$gateway->client(), $gateway->client(), $gateway->client()];
        $uniqIds = array_map(static fn($client): string => $client->uniqId, $clients);
        $addresses = ['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'NETSVR_TASK_ADDRS' => $gateway->workerAddr];
        $this->project->app($addresses);
        array_map(static fn($client): array => $client->receiveAll(), $clients);
        $answers = self::script($uniqIds);
        $fake = NetBusFake::start($gateway->workerAddr)->handleWith(self::silent());
        array_map($fake->clientConnects(...), $uniqIds);
        self::assertSame($answers, self::script($uniqIds));
        $expected = array_map($fake->received(...), $uniqIds);
        $received = array_map(static fn($client, array $all): array => $client->receiveAll(atLeast: count($all)), $clients, $expected);
        self::assertSame($received, $expected);
        self::assertTrue($clients[2]->isClosed());
        self::assertGreaterThan(15, count($received[0]));
        self::assertFalse($fake->client($uniqIds[2])->isOnline);
    }

    /** @dataProvider wrongAssertions */
    #[DataProvider('wrongAssertions')]
    public function testAFailureShowsWhatTheClientGot(string $expected, Closure $assertion): void
    {
        $fake = NetBusFake::start()->handleWith(RoomHandler::class);
        $fake->clientConnects('a1');
        $this->expectException(AssertionFailedError::class);
        $this->expectExceptionMessage($expected);
        $assertion($fake);
    }

    public static function wrongAssertions(): array
    {
        return [
            'text' => [
                "The message \"x\" for the client a1 was expected, and not received.\nIt got:\n  welcome",
                static fn(NetBusFake $fake) => $fake->assertReceived('a1', 'x'),
            ],
            'times' => [
                'A message for the client a1 was expected to be received 2 times, and was 1 times.',
                static fn(NetBusFake $fake) => $fake->assertReceived('a1', null, 2),
            ],
            'nothing' => [
                'A message for the client a1 was not expected, and received.',
                static fn(NetBusFake $fake) => $fake->assertNothingReceived('a1'),
            ],
            'event' => [
                'The event x on the channel news with such data for the client a1 was expected, and not received.',
                static fn(NetBusFake $fake) => $fake->assertReceivedEvent('a1', 'x', 'news', ['a' => 1]),
            ],
        ];
    }

    public function testWhoNeverCameIsAFaultOfTheTest(): void
    {
        $this->expectException(LogicException::class);
        $this->expectExceptionMessage('No client a1 has come in: clientConnects() or open() lets it.');
        NetBusFake::start()->assertNothingReceived('a1');
    }

    public function testAFakeThatKeepsNothingHasNoClients(): void
    {
        $this->expectException(LogicException::class);
        $this->expectExceptionMessage('started with record: false');
        NetBusFake::start(record: false)->handleWith(RoomHandler::class)->clientConnects('a1');
    }

    /**
     * Commands of all kinds, and between them all that a gateway can be asked.
     *
     * @param list<string> $uniqIds
     * @return list<mixed>
     */
    private static function script(array $uniqIds): array
    {
        [$a, $b, $c] = $uniqIds;
        $update = static fn(string $uniqId): ConnInfoUpdate => (new ConnInfoUpdate())->setUniqId($uniqId);
        $answers = [];
        foreach ([
            static fn() => NetBus::topicSubscribe($a, ['t1', 't2', '33'], 'subscribed'),
            static fn() => NetBus::topicSubscribe($b, ['t1']),
            static fn() => NetBus::topicSubscribe($b, [], 'without topics'),
            static fn() => NetBus::connInfoUpdate($update($a)->setNewCustomerId('7')->setNewSession('0')->setData('updated')),
            static fn() => NetBus::connInfoUpdate($update($b)->setNewCustomerId('7')->setNewTopics(['t1', 't4'])),
            static fn() => NetBus::connInfoUpdate($update($b)->setNewSession('s')),
            static fn() => NetBus::broadcast('to everybody'),
            static fn() => NetBus::multicast([$a, $c, $a], 'to some'),
            static fn() => NetBus::singleCast($a, ''),
            static fn() => NetBus::singleCastBulk(['uniqIds' => $a, 'data' => ['one', 'two']]),
            static fn() => NetBus::singleCastBulk([$a => 'x', $b => 'y']),
            static fn() => NetBus::singleCastByCustomerId('7', 'to the customer'),
            static fn() => NetBus::multicastByCustomerId(['7', '7', '8'], 'to customers'),
            static fn() => NetBus::singleCastBulkByCustomerId(['customerIds' => ['7', '8'], 'data' => ['p', 'q']]),
            static fn() => NetBus::topicPublish(['t1', 't2', 't1'], 'to topics'),
            static fn() => NetBus::topicPublishBulk(['t4' => 'bulk', '33' => 'of topics']),
            static fn() => NetBus::topicUnsubscribe($a, ['t2', 'unknown'], 'unsubscribed'),
            static fn() => NetBus::topicDelete(['t4', '33'], 'deleted'),
            static fn() => NetBus::connInfoDelete((new ConnInfoDelete())->setUniqId($b)->setDelCustomerId(true)->setData('less')),
            static fn() => NetBus::forceOfflineGuest([$a, $b], 'no guests'),
            static fn() => NetBus::forceOffline([$c]),
            static fn() => NetBus::connInfoDelete((new ConnInfoDelete())->setUniqId($a)->setDelSession(true)->setDelTopic(true)),
            static fn() => NetBus::broadcast('the end'),
        ] as $call) {
            $call();
            $answers[] = self::ask($uniqIds);
        }
        return $answers;
    }

    /** @param list<string> $uniqIds @return array<string, mixed> in an order of its own */
    private static function ask(array $uniqIds): array
    {
        $topics = ['t1', 't2', '33', 't4', 'unknown'];
        $answers = json_decode((string)json_encode([
            'checkOnline' => NetBus::checkOnline([...$uniqIds, 'nobody']),
            'uniqIdList' => NetBus::uniqIdList(),
            'uniqIdCount' => NetBus::uniqIdCount(),
            'customerIdList' => NetBus::customerIdList(),
            'customerIdCount' => NetBus::customerIdCount(),
            'topicList' => NetBus::topicList(),
            'topicCount' => NetBus::topicCount(),
            'topicUniqIdList' => NetBus::topicUniqIdList($topics),
            'topicUniqIdCount' => NetBus::topicUniqIdCount($topics),
            'all topicUniqIdCount' => NetBus::topicUniqIdCount([], true),
            'topicCustomerIdList' => NetBus::topicCustomerIdList($topics),
            'topicCustomerIdCount' => NetBus::topicCustomerIdCount($topics),
            'topicCustomerIdToUniqIdsList' => NetBus::topicCustomerIdToUniqIdsList($topics),
            'connInfo' => NetBus::connInfo([...$uniqIds, 'nobody']),
            'connInfo, parts' => NetBus::connInfo($uniqIds, false, true, false),
            'connInfoByCustomerId' => NetBus::connInfoByCustomerId(['7', '8']),
            'connInfoByCustomerId, parts' => NetBus::connInfoByCustomerId(['7'], false, false, true),
        ]), true);
        self::order($answers);
        return $answers;
    }

    private static function order(mixed &$value): void
    {
        if (is_array($value)) {
            array_walk($value, self::order(...));
            array_is_list($value) ? usort($value, static fn($a, $b): int => json_encode($a) <=> json_encode($b)) : ksort($value);
        }
    }

    private static function silent(): EventInterface
    {
        return new class implements EventInterface {
            public function onOpen(ConnOpen $connOpen): void
            {
            }

            public function onMessage(Transfer $transfer): void
            {
            }

            public function onClose(ConnClose $connClose): void
            {
            }
        };
    }

    /** What a query has answered, in either API. @return list<array<string, mixed>> */
    private static function rows(array|object $answer): array
    {
        return is_object($answer) ? $answer->toArray() : $answer;
    }
}
