<?php
declare(strict_types=1);

use NetsvrTests\Laravel\Artisan;
use NetsvrTests\Laravel\LaravelTestCase;
use NetsvrTests\Support\Program;
use PHPUnit\Framework\Attributes\DataProvider;

/** The library in a PHP without the extension, as where images are built: only what needs it says that it is missing. */
final class WithoutExtensionTest extends LaravelTestCase
{
    private const MISSING = '~netsvr: the PHP extension netsvr is not loaded in this PHP \([^)]*\), so there is no'
        . ' (\S+); install it, or enable it here\.~';

    /** @dataProvider stages */
    #[DataProvider('stages')]
    public function testWhatNeedsNoGatewayWorks(string ...$arguments): void
    {
        [$status, $output] = $this->artisan($arguments);
        self::assertSame(0, $status, $output);
        self::assertStringNotContainsString('not loaded', $output);
    }

    public static function stages(): array
    {
        return [
            'list' => ['list'],
            'package:discover' => ['package:discover'],
            'config:cache' => ['config:cache'],
            'vendor:publish' => ['vendor:publish', '--tag=netsvr-config'],
            'view:clear' => ['view:clear'],
            'help of a command' => ['help', 'netsvr:work'],
            'the secret of the callbacks' => ['netsvr:secret'],
            'the setup' => ['netsvr:install'],
        ];
    }

    /** @dataProvider commands */
    #[DataProvider('commands')]
    public function testItsOwnCommandsSayItInOneSentence(string $command): void
    {
        [$status, $output] = $this->artisan([$command]);
        self::assertSame(1, $status);
        self::assertMatchesRegularExpression(self::MISSING, $output);
        self::assertSame(1, count(explode("\n", trim($output))), $output);
    }

    public static function commands(): array
    {
        return [['netsvr:work'], ['netsvr:status']];
    }

    /** @dataProvider uses */
    #[DataProvider('uses')]
    public function testTheFirstUseSaysWhatIsMissing(string $use, string $class): void
    {
        self::assertSame(1, preg_match(self::MISSING, $this->outcome($use), $found), $this->outcome($use));
        self::assertSame($class, $found[1]);
    }

    public static function uses(): array
    {
        $bus = 'NetsvrBusiness\NetBus';
        return [
            'NetBus' => ['NetsvrBusiness\NetBus::broadcast("hello");', $bus],
            'an event' => ['event(new App\OrderShipped(7, ["orders.7"]));', $bus],
            'a message' => ['new Netsvr\Transfer();', 'Netsvr\Transfer'],
            'a function' => ['NetsvrBusiness\milliSleep(1);', 'NetsvrBusiness\Native\Functions'],
            'a handler' => ['new App\EchoHandler();', 'NetsvrBusiness\Contract\EventInterface'],
            'what the container makes' => [
                '$app->make(NetsvrBusiness\Contract\TaskSocketMangerInterface::class);',
                'Netsvr\Event',
            ],
            'what the container looks up' => [
                '$app->make(NetsvrBusiness\TaskSocketManger::class);',
                'NetsvrBusiness\TaskSocketManger',
            ],
            'the fake' => ['NetsvrBusiness\Testing\NetBusFake::start();', 'NetsvrBusiness\TaskSocketManger'],
        ];
    }

    public function testWhoeverAsksWhetherAClassIsThereIsAnswered(): void
    {
        $asks = 'var_dump(class_exists(NetsvrBusiness\NetBus::class), interface_exists("Netsvr\Nothing"),'
            . ' is_a("Netsvr\Transfer", "Netsvr\Message", true), is_callable("NetsvrBusiness\NetBus::broadcast"),'
            . ' $app->bound(NetsvrBusiness\NetBus::class), class_exists("NetsvrBusiness\Laravel\Nothing"));';
        self::assertSame(str_repeat("bool(false)\n", 6), $this->outcome($asks));
    }

    public function testAnExtensionThatIsSwitchedOffSaysSo(): void
    {
        $php = Program::php();
        $outcome = $this->outcome('NetsvrBusiness\NetBus::broadcast("hello");', [...$php, '-d', 'netsvr.api=off']);
        self::assertStringContainsString('is loaded, but switched off by netsvr.api=off', $outcome);
    }

    /**
     * @param list<string> $arguments
     * @return array{int, string}
     */
    private function artisan(array $arguments): array
    {
        $artisan = Artisan::start($this->project->folder, $arguments, [], self::php());
        return [$artisan->wait(), $artisan->output()];
    }

    /**
     * What a line of PHP says in a booted application.
     *
     * @param list<string>|null $php
     */
    private function outcome(string $code, ?array $php = null): string
    {
        $script = "{$this->project->folder}/script.php";
        file_put_contents($script, <<<PHP
            <?php
            require getenv('NETSVR_TEST_AUTOLOAD');
            \$app = require __DIR__ . '/bootstrap/app.php';
            \$app->make(Illuminate\Contracts\Console\Kernel::class)->bootstrap();
            try {
                $code
            } catch (Throwable \$thrown) {
                echo \$thrown->getMessage();
            }
            PHP);
        $process = proc_open(
            [...($php ?? self::php()), $script],
            [['file', '/dev/null', 'r'], ['pipe', 'w'], ['redirect', 1]],
            $pipes,
            $this->project->folder,
            ['NETSVR_TEST_AUTOLOAD' => __DIR__ . '/autoload.php', 'PATH' => (string)getenv('PATH')]
        );
        $output = (string)stream_get_contents($pipes[1]);
        proc_close($process);
        return $output;
    }

    /** @return list<string> the PHP of the tests without its last option, which is the extension */
    private static function php(): array
    {
        $php = Program::php();
        return array_slice($php, 0, -2);
    }
}
