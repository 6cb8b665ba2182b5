<?php
declare(strict_types=1);

use Illuminate\Auth\GenericUser;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\Facades\DB;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Laravel\Work\HasPeriodicWork;
use NetsvrBusiness\Laravel\Work\OpenTransaction;
use NetsvrBusiness\Laravel\Work\Periodic;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Testing\NetBusFake;
use NetsvrTests\Laravel\LaravelTestCase;

/** What netsvr:work resets between events is reset, and what belongs to the test stays. */
final class FakeStateTest extends LaravelTestCase
{
    public function testAnEventFindsNothingOfTheOneBeforeNorOfTheTest(): void
    {
        $app = $this->project->app(['NETSVR_HANDLER' => UntidyHandler::class]);
        $app->scoped('notes', static fn(): ArrayObject => new ArrayObject());
        Auth::setUser(new GenericUser(['id' => 7]));
        $fake = NetBusFake::start();
        $fake->clientConnects('a1');
        $fake->says('a1', 'one')->says('a1', 'two');
        self::assertSame(['nobody en 0', 'nobody en 0'], $fake->received('a1'));
        self::assertSame(7, Auth::id());
        self::assertSame('en', config('app.locale'));
    }

    public function testAMockOfTheTestStays(): void
    {
        $app = $this->project->app(['NETSVR_HANDLER' => UntidyHandler::class]);
        $app->scoped(ArrayObject::class);
        $app->alias(ArrayObject::class, 'notes');
        $mock = $this->createMock(ArrayObject::class);
        $mock->method('count')->willReturn(42);
        $app->instance(ArrayObject::class, $mock);
        $fake = NetBusFake::start();
        $fake->clientConnects('a1');
        $fake->says('a1', 'one')->says('a1', 'two');
        self::assertSame(['nobody en 42', 'nobody en 42'], $fake->received('a1'));
    }

    public function testATransactionThatTheHandlerLeavesOpenIsAFault(): void
    {
        $app = $this->project->app(['NETSVR_HANDLER' => UntidyHandler::class]);
        config(['database.connections.memory' => ['driver' => 'sqlite', 'database' => ':memory:', 'prefix' => '']]);
        DB::setDefaultConnection('memory');
        $app->scoped('notes', static fn(): ArrayObject => new ArrayObject());
        // as RefreshDatabase does
        DB::beginTransaction();
        DB::statement('create table rows (id integer)');
        DB::statement('insert into rows values (1)');
        $fake = NetBusFake::start();
        $fake->clientConnects('a1');
        try {
            $fake->says('a1', 'begin');
            self::fail('nothing was thrown');
        } catch (OpenTransaction $fault) {
            self::assertStringContainsString('UntidyHandler::onMessage has left a transaction open', $fault->getMessage());
        }
        self::assertSame(1, DB::transactionLevel());
        self::assertSame(1, DB::table('rows')->count());
        $fake->says('a1', 'one');
        self::assertSame(1, DB::transactionLevel());
    }

    public function testWorkDoesThePeriodicWorkOfTheHandlerOnce(): void
    {
        $this->project->app(['NETSVR_HANDLER' => UntidyHandler::class]);
        $fake = NetBusFake::start();
        $fake->clientConnects('a1');
        $fake->work()->work();
        // made once, as in a process
        self::assertSame(['tick 1', 'tick 2'], $fake->received('a1'));
    }
}

final class UntidyHandler implements EventInterface, HasPeriodicWork
{
    public static function periodic(): array
    {
        return [CountingWork::class];
    }

    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        if ($transfer->getData() === 'begin') {
            DB::beginTransaction();
            DB::statement('insert into rows values (2)');
            return;
        }
        $who = Auth::hasUser() ? (string)Auth::id() : 'nobody';
        NetBus::singleCast($transfer->getUniqId(), "$who " . config('app.locale') . ' ' . count(app('notes')));
        Auth::setUser(new GenericUser(['id' => 8]));
        config(['app.locale' => 'de']);
        app('notes')->append('mine');
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}

final class CountingWork implements Periodic
{
    private int $count = 0;

    public function tick(): void
    {
        NetBus::broadcast('tick ' . ++$this->count);
    }
}
