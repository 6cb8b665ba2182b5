<?php
declare(strict_types=1);

use NetsvrBusiness\Laravel\Broadcasting\PresenceLockException;
use NetsvrBusiness\Laravel\Broadcasting\PresenceStoreException;
use NetsvrBusiness\Laravel\Broadcasting\PusherEvent;
use NetsvrBusiness\Laravel\Broadcasting\Reconciler;
use NetsvrBusiness\NetBus;
use NetsvrTests\Laravel\PresenceTestCase;
use NetsvrTests\Support\Program;
use PHPUnit\Framework\Attributes\DataProvider;

/** Who is there, who comes and who goes; ReconcilerTest has what happens when processes and gateways end. */
final class PresenceTest extends PresenceTestCase
{
    /** @dataProvider stores */
    #[DataProvider('stores')]
    public function testAUserWithSeveralWindowsIsOneMember(string $store): void
    {
        $this->scene($store, 2);
        [$one, $two] = $this->gateways;
        [$ann, $bob, $bobAgain] = [$one->client(), $one->client(), $two->client()];
        self::assertTrue($this->join($ann, '1')->isNew);
        self::assertTrue($this->join($bob, '2')->isNew);
        $joined = $this->join($bobAgain, '2');
        self::assertFalse($joined->isNew);
        self::assertEquals([1 => (object)['name' => 'user 1'], 2 => (object)['name' => 'user 2']], $joined->members());
        self::assertSame(['here 1', '+2'], $this->told($ann, 2));
        self::assertSame(['here 1 2'], $this->told($bob, 1), 'nobody is told of itself');
        self::assertSame(['here 1 2'], $this->told($bobAgain, 1));
        self::assertSame('2', $this->presence()->userOf($this->application, self::CHANNEL, $bobAgain->uniqId));

        self::assertNull($this->leave($bob), 'another window is still there');
        self::assertSame([], $this->told($ann));
        self::assertSame('2', $this->leave($bobAgain));
        self::assertNull($this->leave($bobAgain), 'gone already');
        self::assertSame(['-2'], $this->told($ann, 1));
        self::assertNull($this->presence()->userOf($this->application, self::CHANNEL, $bobAgain->uniqId));
        self::assertSame(['1'], $this->kept());
    }

    /** @dataProvider stores */
    #[DataProvider('stores')]
    public function testAConnectionIsOneMemberHoweverOftenItSubscribesAndWhoeverItIs(string $store): void
    {
        $this->scene($store);
        [$ann, $bob] = [$this->gateways[0]->client(), $this->gateways[0]->client()];
        $this->join($ann, '1');
        $this->join($bob, '2');
        self::assertFalse($this->join($bob, '2')->isNew);
        $this->join($bob, '3');
        self::assertSame(['here 1', '+2', '-2', '+3'], $this->told($ann, 4));
        self::assertSame(['here 1 2', 'here 1 2', 'here 1 3'], $this->told($bob, 3));
        self::assertSame('3', $this->leave($bob));
        self::assertSame(['-3'], $this->told($ann, 1));
    }

    public function testNothingIsLeftInTheStoreWhenAllHaveGone(): void
    {
        $this->scene('database');
        $client = $this->gateways[0]->client();
        $this->join($client, '1');
        self::assertGreaterThan(1, Illuminate\Support\Facades\DB::table('cache')->count());
        $this->leave($client);
        $left = Illuminate\Support\Facades\DB::table('cache')->pluck('key')->all();
        self::assertSame(["testnetsvr:presence:{$this->application->id}"], $left);
        self::assertSame(0, Illuminate\Support\Facades\DB::table('cache_locks')->count());
    }

    public function testWhatIsKnownOfAUserIsPassedOnAsItIs(): void
    {
        $this->scene('database');
        [$ann, $bob] = [$this->gateways[0]->client(), $this->gateways[0]->client()];
        $info = (object)['none' => (object)[], 'list' => [], 'text' => "\u{1F600} \"/\\", 'number' => 1.5, 'nothing' => null];
        $join = fn($client, string $id, mixed $info) => $this->presence()
            ->join($this->application, self::CHANNEL, $client->uniqId, $id, $info);
        $joined = $join($ann, 'a b', $info);
        self::assertEquals(['a b' => $info], $joined->members());
        $data = ['presence' => ['ids' => ['a b'], 'hash' => ['a b' => $info], 'count' => 1]];
        self::assertSame(json_encode($data, PusherEvent::FLAGS), $joined->subscriptionData());
        NetBus::topicSubscribe($ann->uniqId, $this->application->topic(self::CHANNEL), '.');
        self::assertSame('.', $ann->receive(20));
        $joined = $join($bob, '7', null);
        self::assertSame(['a b', 7], array_keys($joined->members()));
        self::assertSame(['a b', '7'], json_decode($joined->subscriptionData())->presence->ids);
        $message = json_decode((string)$ann->receive(20), true);
        self::assertSame('{"user_id":"7","user_info":null}', $message['data']);
    }

    public function testChannelsAndApplicationsKnowNothingOfEachOther(): void
    {
        $this->scene('database');
        $other = new NetsvrBusiness\Laravel\Broadcasting\Application('other', 'key', 'secret');
        [$ann, $bob] = [$this->gateways[0]->client(), $this->gateways[0]->client()];
        $this->join($ann, '1');
        self::assertSame([2], array_keys($this->join($bob, '2', 'presence-room.2')->members()));
        $joined = $this->presence()->join($other, self::CHANNEL, $bob->uniqId, '3', null);
        self::assertSame([3], array_keys($joined->members()));
        self::assertNull($this->presence()->leave($other, 'presence-room.2', $bob->uniqId));
        self::assertSame(['here 1'], $this->told($ann, 1));
    }

    /** @dataProvider stores */
    #[DataProvider('stores')]
    public function testWhoJoinsFindsNobodyWhoIsGone(string $store): void
    {
        $this->scene($store);
        [$ann, $bob, $eve] = [$this->gateways[0]->client(), $this->gateways[0]->client(), $this->gateways[0]->client()];
        $this->join($ann, '1');
        $this->join($bob, '2');
        self::assertSame(['here 1', '+2'], $this->told($ann, 2));
        // The process that should have told of it has ended.
        $bob->close();
        $this->waitUntil(static fn(): bool => NetBus::checkOnline($bob->uniqId) === [], 20);
        sleep(2);
        self::assertSame([1, 3], array_keys($this->join($eve, '3')->members()));
        self::assertSame(['-2', '+3'], $this->told($ann, 2));
    }

    public function testWhoIsOnTheWayToTheTopicIsToldOfOthersBehindTheListOfMembers(): void
    {
        $this->scene('redis');
        [$ann, $bob] = [$this->gateways[0]->client(), $this->gateways[0]->client()];
        $joined = $this->presence()->join($this->application, self::CHANNEL, $ann->uniqId, '1', ['name' => 'user 1']);
        $pid = pcntl_fork();
        if ($pid === 0) {
            // The process that let Ann in is a bit slow with her subscription.
            usleep(100_000);
            $here = json_encode(['here' => $joined->members()]);
            NetBus::topicSubscribe($ann->uniqId, $this->application->topic(self::CHANNEL), $here);
            posix_kill(getmypid(), SIGKILL);
        }
        $this->join($bob, '2');
        pcntl_waitpid($pid, $status);
        self::assertSame(['here 1', '+2'], $this->told($ann, 2));
    }

    /** @dataProvider unfitStores */
    #[DataProvider('unfitStores')]
    public function testAStoreThatIsNotSharedIsRefusedByNameAndWhoUsesNoPresenceIsNotBothered(
        string $store,
        array $config,
        array $texts
    ): void {
        $this->gateways[] = NetsvrTests\Support\DevGate::start();
        $this->app = $this->project->app(['NETSVR_WORKER_ADDRS' => $this->gateways[0]->workerAddr, 'CACHE_DRIVER' => $store]);
        $this->application = $this->app->make(NetsvrBusiness\Laravel\Broadcasting\Applications::class)->default();
        $this->app->make('config')->set($config);
        $client = $this->gateways[0]->client();
        $this->app->make(Reconciler::class)->tick();
        self::assertNull($this->leave($client));
        try {
            $this->join($client, '1');
            self::fail('no exception');
        } catch (PresenceStoreException $exception) {
            foreach ($texts as $text) {
                self::assertStringContainsString($text, $exception->getMessage());
            }
        }
    }

    public static function unfitStores(): array
    {
        return [
            'array' => ['array', [], ['store "array"', 'ArrayStore', 'CACHE_STORE (CACHE_DRIVER']],
            'file' => ['file', [], ['store "file"', 'files of one host']],
            'null' => ['gone', ['cache.stores.gone' => ['driver' => 'null']], ['store "gone"', 'it keeps nothing']],
            'one of its own' => [
                'database',
                ['netsvr.presence.store' => 'array'],
                ['store "array"', 'Set netsvr.presence.store (NETSVR_PRESENCE_STORE) to'],
            ],
        ];
    }

    public function testItHasAStoreOfItsOwnWhereConfigured(): void
    {
        $this->scene('database');
        $this->app->make('config')->set(['netsvr.presence.store' => 'database', 'cache.default' => 'array']);
        self::assertTrue($this->join($this->gateways[0]->client(), '1')->isNew);
        self::assertSame(['1'], $this->kept());
    }

    /** @dataProvider stores */
    #[DataProvider('stores')]
    public function testProcessesThatLetClientsJoinAndLeaveAtTheSameTimeLoseNobodyAndTellEachChangeOnce(string $store): void
    {
        $this->scene($store);
        $processes = [];
        // SQLite waits for the disk at each write.
        [$clients, $steps] = $store === 'redis' ? [40, 360] : [10, 40];
        foreach (['10', '20'] as $begin) {
            $processes[] = $this->visitors($begin, $clients, $steps);
        }
        foreach ($processes as [, $in, $out]) {
            self::assertSame("ready\n", fgets($out));
        }
        foreach ($processes as [, $in]) {
            fwrite($in, "go\n");
        }
        $joins = [];
        foreach ($processes as [, , $out]) {
            $said = (string)fgets($out);
            self::assertMatchesRegularExpression('/^\d+$/', $said, preg_match('/^\d/', $said) === 1 ? '' : $said . stream_get_contents($out));
            $joins[] = (int)$said;
        }
        self::assertGreaterThan($steps, array_sum($joins));
        $stayed = [];
        foreach ($processes as [$process, $in, $out]) {
            fwrite($in, "who?\n");
            while (($line = (string)fgets($out)) !== "done\n") {
                $stayed[] = json_decode($line, true, 8, JSON_THROW_ON_ERROR);
            }
            proc_close($process);
        }
        $users = array_values(array_unique(array_column($stayed, 'user')));
        sort($users);
        self::assertSame($users, $this->kept());
        foreach ($stayed as $one) {
            $members = array_map(strval(...), $one['members']);
            sort($members);
            self::assertSame($users, $members, "who is there for user {$one['user']}");
            self::assertSame(0, $one['problems'], 'each is told of once');
        }
    }

    /** @return array{resource, resource, resource} a process of support/visitors.php, its stdin and stdout */
    private function visitors(string $begin, int $clients, int $steps): array
    {
        $php = Program::php();
        $arguments = [$this->project->folder, $this->gateways[0]->url, self::CHANNEL, $begin, $clients, $steps];
        $command = ['/usr/bin/timeout', '200', ...$php, __DIR__ . '/support/visitors.php', ...array_map(strval(...), $arguments)];
        $environment = $this->environment + [
            'NETSVR_TEST_AUTOLOAD' => __DIR__ . '/autoload.php',
            'PATH' => (string)getenv('PATH'),
        ];
        $process = proc_open($command, [['pipe', 'r'], ['pipe', 'w'], STDERR], $pipes, null, $environment);
        return [$process, $pipes[0], $pipes[1]];
    }

    public function testALockThatOthersHoldIsAnExceptionAndNotAHang(): void
    {
        $this->scene('database');
        $client = $this->gateways[0]->client();
        $share = crc32(self::CHANNEL) % 64;
        $lock = $this->app->make('cache')->lock("netsvr:presence:{$this->application->id}:$share:lock", 60);
        self::assertTrue($lock->get());
        $began = microtime(true);
        try {
            $this->join($client, '1');
            self::fail('no exception');
        } catch (PresenceLockException $exception) {
            self::assertStringContainsString('was not to be had for 4.0 seconds', $exception->getMessage());
        }
        $took = microtime(true) - $began;
        self::assertGreaterThan(3.0, $took);
        self::assertLessThan(15.0, $took);
        $lock->release();
        self::assertTrue($this->join($client, '1')->isNew);
    }
}
