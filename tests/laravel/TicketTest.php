<?php
declare(strict_types=1);

use Illuminate\Auth\GenericUser;
use Illuminate\Foundation\Application;
use Illuminate\Support\Carbon;
use NetsvrBusiness\Laravel\Broadcasting\Applications;
use NetsvrBusiness\Laravel\Identity\Identity;
use NetsvrBusiness\Laravel\Identity\Redeemed;
use NetsvrBusiness\Laravel\Identity\Refusal;
use NetsvrBusiness\Laravel\Identity\TicketRefused;
use NetsvrBusiness\Laravel\NetsvrTicket;
use NetsvrBusiness\Laravel\Support\StoreNotShared;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Laravel\Project;
use NetsvrTests\Support\Program;
use PHPUnit\Framework\Attributes\DataProvider;

final class TicketTest extends LaravelTestCase
{
    protected function tearDown(): void
    {
        Carbon::setTestNow();
        parent::tearDown();
    }

    public function testATicketSaysWhoTheClientIs(): void
    {
        $this->project->app();
        self::assertEquals(new Redeemed('7'), NetsvrTicket::redeem(NetsvrTicket::for(new GenericUser(['id' => 7]))));
        self::assertEquals(new Redeemed('7'), NetsvrTicket::redeem(NetsvrTicket::for(7)));
        self::assertEquals(new Redeemed('a:b ü'), NetsvrTicket::redeem(NetsvrTicket::for('a:b ü')));
        $withSession = NetsvrTicket::for('7', session: ['name' => 'Änn']);
        self::assertEquals(new Redeemed('7', '{"name":"Änn"}'), NetsvrTicket::redeem($withSession));
        self::assertEquals(new Redeemed('7', "\0"), NetsvrTicket::redeem(NetsvrTicket::for('7', session: "\0")));
    }

    public function testAUserMayBeCalledOtherwiseAndKnowTheSession(): void
    {
        $this->project->app();
        $user = new class (['id' => 7]) extends GenericUser {
            public function getAuthIdentifierForBroadcasting(): string
            {
                return 'user-7';
            }

            public function netsvrSession(): array
            {
                return ['role' => 'admin'];
            }
        };
        self::assertEquals(new Redeemed('user-7', '{"role":"admin"}'), NetsvrTicket::redeem(NetsvrTicket::for($user)));
        self::assertEquals(new Redeemed('user-7'), NetsvrTicket::redeem(NetsvrTicket::for($user, session: '')));
        $object = new GenericUser(['id' => new Illuminate\Support\Stringable('8-b')]);
        self::assertSame('8-b', Netsvr::customerId($object));
    }

    public function testApplicationsThatShareGatewaysHaveCustomersOfTheirOwn(): void
    {
        $this->project->app(['NETSVR_CUSTOMER_PREFIX' => 'shop-']);
        self::assertSame('shop-7', NetsvrTicket::redeem(NetsvrTicket::for(7))->customerId);
        self::assertSame('shop-7', Netsvr::customerId(7));
    }

    public function testItFitsIntoAUrlAndIsReadByNobody(): void
    {
        $this->project->app();
        $tickets = [];
        for ($count = 0; $count < 50; $count++) {
            $tickets[] = $ticket = NetsvrTicket::for('customer', session: 'secret');
            self::assertMatchesRegularExpression('/^[0-9A-Za-z._-]{60,90}$/D', $ticket);
            $bytes = base64_decode(strtr(substr($ticket, 4), '-_', '+/'));
            self::assertStringNotContainsString('customer', $bytes);
            self::assertStringNotContainsString('secret', $bytes);
        }
        self::assertCount(50, array_unique($tickets));
    }

    public function testItHoldsOnce(): void
    {
        $this->project->app();
        $ticket = NetsvrTicket::for(7);
        NetsvrTicket::redeem($ticket);
        $this->assertRefused(Refusal::Used, $ticket);
        $this->assertRefused(Refusal::Used, $ticket, 'a1');
    }

    public function testTheConnectionThatHasShownItMayShowItAgain(): void
    {
        $this->project->app();
        $ticket = NetsvrTicket::for(7);
        self::assertFalse(NetsvrTicket::redeem($ticket, 'a1')->before);
        self::assertEquals(new Redeemed('7', '', true), NetsvrTicket::redeem($ticket, 'a1'));
        $this->assertRefused(Refusal::Used, $ticket, 'a2');
        $this->assertRefused(Refusal::Used, $ticket);
    }

    public function testItExpires(): void
    {
        $this->project->app();
        [$early, $late, $long] = [NetsvrTicket::for(7), NetsvrTicket::for(7), NetsvrTicket::for(7, seconds: 61)];
        Carbon::setTestNow(Carbon::now()->addSeconds(58));
        self::assertSame('7', NetsvrTicket::redeem($early)->customerId);
        Carbon::setTestNow(Carbon::now()->addSeconds(2));
        $this->assertRefused(Refusal::Expired, $late);
        // One that was used is known to be, for as long as it could be shown.
        $this->assertRefused(Refusal::Expired, $early);
        self::assertSame('7', NetsvrTicket::redeem($long)->customerId);
    }

    public function testNoCharacterCanBeChanged(): void
    {
        $this->project->app();
        $ticket = NetsvrTicket::for(7, session: 'guest');
        for ($place = 0; $place < strlen($ticket); $place++) {
            $forged = $ticket;
            $forged[$place] = $ticket[$place] === 'A' ? 'B' : 'A';
            // The first bytes name the application.
            $this->assertRefused($place >= 4 && $place < 10 ? [Refusal::Foreign, Refusal::Forged] : Refusal::Forged, $forged);
        }
        foreach ([substr($ticket, 0, -1), "{$ticket}A", "$ticket=", substr($ticket, 4), '', 'nt1.', str_repeat($ticket, 99)] as $none) {
            $this->assertRefused(Refusal::Forged, $none);
        }
        self::assertSame('7', NetsvrTicket::redeem($ticket)->customerId);
    }

    public function testOneOfAnotherApplicationIsRefusedAsSuch(): void
    {
        $this->project->app();
        $ticket = NetsvrTicket::for(7);
        $this->another(['app.key' => 'base64:YW5vdGhlciBrZXkgb2YgYW5vdGhlciBhcHBsaWNhdGk=']);
        $this->assertRefused(Refusal::Foreign, $ticket);
    }

    public function testOneOfAnotherSecretIsForged(): void
    {
        $this->project->app(['NETSVR_APP_ID' => 'shop', 'NETSVR_APP_KEY' => 'public', 'NETSVR_APP_SECRET' => 'one']);
        $ticket = NetsvrTicket::for(7);
        $this->another(['netsvr.apps.0.secret' => 'two']);
        $this->assertRefused(Refusal::Forged, $ticket);
    }

    public function testAWorkerOfSeveralApplicationsTakesTheTicketsOfEachFromItsClientsAlone(): void
    {
        $blog = ['id' => 'blog', 'key' => 'blog-key', 'secret' => 'of the blog', 'customer_prefix' => 'blog-'];
        $this->project->app(['NETSVR_APP_ID' => 'blog', 'NETSVR_APP_KEY' => 'blog-key', 'NETSVR_APP_SECRET' => 'of the blog',
            'NETSVR_CUSTOMER_PREFIX' => 'blog-']);
        $ticket = NetsvrTicket::for(7);
        $shop = new Project();
        $shop->app();
        $this->another(['netsvr.apps.1' => $blog]);
        $connOpen = (new Netsvr\ConnOpen())->setUniqId('a1')->setRawQuery("ticket=$ticket");
        try {
            Identity::of($connOpen);
            self::fail('it is taken for a client of the first application');
        } catch (TicketRefused $refused) {
            self::assertSame(Refusal::Foreign, $refused->reason);
        }
        self::assertEquals(new Redeemed('blog-7'), Identity::of($connOpen, app(Applications::class)->find('blog')));
    }

    /** @dataProvider stores */
    #[DataProvider('stores')]
    public function testAStoreThatOneProcessSeesAloneIsNone(string $store, array $config, string $why): void
    {
        $app = $this->project->app();
        $app->make('config')->set(["cache.stores.$store" => $config, 'netsvr.ticket.store' => null, 'cache.default' => $store]);
        // as outside of tests
        $app->instance('env', 'production');
        try {
            NetsvrTicket::for(7);
            self::fail('no exception');
        } catch (StoreNotShared $exception) {
            self::assertStringContainsString("The store \"$store\" $why", $exception->getMessage());
            self::assertStringContainsString('NETSVR_TICKET_STORE', $exception->getMessage());
        }
        $app->make('config')->set('netsvr.ticket.store', 'file');
        self::assertSame('7', NetsvrTicket::redeem(NetsvrTicket::for(7))->customerId);
        self::assertNull($app->make('cache')->store($store)->get('netsvr:ticket'));
    }

    public static function stores(): array
    {
        return [
            'array' => ['array', ['driver' => 'array'], 'lives in the memory of one process'],
            'null' => ['nothing', ['driver' => 'null'], 'keeps nothing'],
        ];
    }

    public function testAStoreThatKeepsNothingIsNoneInTestsEither(): void
    {
        $app = $this->project->app();
        $app->make('config')->set(['cache.stores.nothing' => ['driver' => 'null'], 'netsvr.ticket.store' => 'nothing']);
        $this->expectException(StoreNotShared::class);
        NetsvrTicket::for(7);
    }

    public function testWhatDoesNotFitIntoAUrlIsNoTicket(): void
    {
        $this->project->app();
        $ticket = NetsvrTicket::for(7, session: str_repeat('x', 1400));
        self::assertSame(1400, strlen(NetsvrTicket::redeem($ticket)->session));
        $this->expectExceptionMessage('its session of 1600 bytes is too long');
        NetsvrTicket::for(7, session: str_repeat('x', 1600));
    }

    /** @dataProvider nobody */
    #[DataProvider('nobody')]
    public function testNobodyGetsNoTicket(mixed $user): void
    {
        $this->project->app();
        $this->expectException(InvalidArgumentException::class);
        NetsvrTicket::for($user);
    }

    public static function nobody(): array
    {
        return ['empty' => [''], 'no id yet' => [new GenericUser(['id' => null])]];
    }

    /** @dataProvider sharedStores */
    #[DataProvider('sharedStores')]
    public function testOfProcessesThatRedeemATicketAtTheSameTimeExactlyOneIsRight(string $store): void
    {
        $app = $this->project->app(['CACHE_DRIVER' => $store]);
        if ($store === 'database') {
            if (!extension_loaded('pdo_sqlite')) {
                self::markTestSkipped('needs pdo_sqlite');
            }
            $this->makeCacheTable($app);
        }
        $tickets = [];
        for ($count = 0; $count < 40; $count++) {
            $tickets[] = NetsvrTicket::for($count);
        }
        $processes = [];
        for ($number = 0; $number < 3; $number++) {
            $command = [...Program::php(), __DIR__ . '/support/redeem.php', $this->project->folder, ...$tickets];
            $environment = ['NETSVR_TEST_AUTOLOAD' => __DIR__ . '/autoload.php', 'CACHE_DRIVER' => $store, 'APP_ENV' => 'production'];
            $files = [['pipe', 'r'], ['pipe', 'w'], ['redirect', 1]];
            $processes[] = [proc_open($command, $files, $pipes, $this->project->folder, $environment), ...$pipes];
        }
        foreach ($processes as [, , $output]) {
            self::assertSame("ready\n", fgets($output));
        }
        foreach ($processes as [, $input]) {
            fwrite($input, "go\n");
        }
        $redeemed = array_fill(0, count($tickets), 0);
        foreach ($processes as [$process, , $output]) {
            $said = (string)stream_get_contents($output);
            self::assertSame(0, proc_close($process), $said);
            $lines = explode("\n", trim($said));
            self::assertCount(count($tickets), $lines, $said);
            foreach ($lines as $ticket => $line) {
                self::assertContains($line, ['redeemed', 'Used'], $said);
                $redeemed[$ticket] += (int)($line === 'redeemed');
            }
        }
        self::assertSame(array_fill(0, count($tickets), 1), $redeemed);
    }

    public static function sharedStores(): array
    {
        return ['file' => ['file'], 'database' => ['database']];
    }

    /** @param Refusal|list<Refusal> $reasons one of them */
    private function assertRefused(Refusal|array $reasons, string $ticket, string $uniqId = ''): void
    {
        try {
            NetsvrTicket::redeem($ticket, $uniqId);
            self::fail("$ticket is taken");
        } catch (TicketRefused $refused) {
            self::assertContains($refused->reason, is_array($reasons) ? $reasons : [$reasons]);
            self::assertSame($refused->reason->value, $refused->getMessage());
        }
    }

    /** Another application with these settings. @param array<string, mixed> $config */
    private function another(array $config): void
    {
        $app = app();
        $app->make('config')->set($config);
        $app->forgetInstance(NetsvrBusiness\Laravel\Broadcasting\Applications::class);
    }

    private function makeCacheTable(Application $app): void
    {
        touch(storage_path('database.sqlite'));
        $app->make('db')->connection()->getSchemaBuilder()->create('cache', static function (Illuminate\Database\Schema\Blueprint $table): void {
            $table->string('key')->primary();
            $table->mediumText('value');
            $table->integer('expiration');
        });
    }
}
