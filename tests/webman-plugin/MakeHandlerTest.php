<?php
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\WebmanPlugin\Project;
use PHPUnit\Framework\Attributes\DataProvider;
use PHPUnit\Framework\TestCase;

/** `php webman netsvr:make-handler`, in a project of the stand-ins or of the real sources; PluginTest names them. */
final class MakeHandlerTest extends TestCase
{
    private const APP = 'config/plugin/netsvr/netsvr-php/app.php';

    public static function hosts(): array
    {
        return ['Workerman 4' => [Host::Workerman4], 'Workerman 5' => [Host::Workerman5]];
    }

    /** @dataProvider hosts */
    #[DataProvider('hosts')]
    public function testWritesAHandlerThatGivesBackWhatAClientSends(Host $host): void
    {
        $gateway = DevGate::start();
        $project = new Project($host);
        $project->composer('install');
        [$status, $output, $errors] = $project->console(['netsvr:make-handler', 'EchoHandler']);
        self::assertSame([0, ''], [$status, $errors], $output);
        self::assertSame(
            "Created: app/netsvr/EchoHandler.php\n"
            . 'Updated: ' . self::APP . ": work.handler is app\\netsvr\\EchoHandler\n"
            . "Now start Webman, or restart it: php start.php start, or restart (in the background with -d). A reload adds no process.\n",
            $output
        );

        $project->start(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr, 'TEST_PUSHES' => 'nothing']);
        $project->waitForOutput("netsvr: registered at $gateway->workerAddr; what clients send goes to app\\netsvr\\EchoHandler.", 30);
        $client = $gateway->client();
        $client->send('hello');
        self::assertSame('hello', $client->receive(30), $project->said() . $project->log());
        self::assertSame(0, $project->stop());
    }

    public function testAFileThatIsThereStaysAsItIs(): void
    {
        $project = new Project(Host::Workerman5);
        $project->composer('install');
        $project->console(['netsvr:make-handler', 'EchoHandler']);
        $file = "$project->folder/app/netsvr/EchoHandler.php";
        file_put_contents($file, '<?php // mine');

        [$status, $output] = $project->console(['netsvr:make-handler', 'EchoHandler']);
        self::assertSame(1, $status, $output);
        self::assertSame(
            "app/netsvr/EchoHandler.php is there already, and stays as it is: choose another name, or overwrite it with --force.\n",
            $output
        );
        self::assertSame('<?php // mine', file_get_contents($file));

        [$status, $output] = $project->console(['netsvr:make-handler', 'EchoHandler', '-f']);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString('class EchoHandler implements EventInterface', (string)file_get_contents($file));
        self::assertStringContainsString('Webman takes it up with php start.php reload.', $output);
    }

    public function testAFileOfThisNameInOtherLettersIsThereAlready(): void
    {
        $project = new Project(Host::Workerman5);
        $project->composer('install');
        $project->console(['netsvr:make-handler', 'EchoHandler']);
        [$status, $output] = $project->console(['netsvr:make-handler', 'ECHOHandler']);
        self::assertSame(1, $status, $output);
        self::assertStringContainsString('app/netsvr/EchoHandler.php is there already, and stays as it is', $output);
        self::assertSame(['EchoHandler.php'], array_values(array_diff((array)scandir("$project->folder/app/netsvr"), ['.', '..'])));
    }

    public function testWhatCannotBeWrittenIsSaidWithTheReason(): void
    {
        $project = new Project(Host::Workerman5);
        $project->composer('install');
        touch("$project->folder/app/file");
        [$status, $output] = $project->console(['netsvr:make-handler', 'app/file/Chat']);
        self::assertSame([1, "app/file/Chat.php cannot be written: mkdir(): File exists\n"], [$status, $output]);

        mkdir("$project->folder/app/netsvr", 0555);
        [$status, $output] = $project->console(['netsvr:make-handler', 'Chat'], asRoot: false);
        self::assertSame([1, "app/netsvr/Chat.php cannot be written: file_put_contents(): Failed to open stream: Permission denied\n"], [$status, $output]);

        chmod("$project->folder/app/netsvr", 0755);
        chmod("$project->folder/" . self::APP, 0444);
        $before = file_get_contents("$project->folder/" . self::APP);
        [$status, $output] = $project->console(['netsvr:make-handler', 'Chat'], asRoot: false);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString(self::APP . ' cannot be written (file_put_contents(): Failed to open stream: Permission denied),', $output);
        self::assertStringContainsString("'handler' => app\\netsvr\\Chat::class,", $output);
        self::assertSame($before, file_get_contents("$project->folder/" . self::APP));
    }

    /**
     * @dataProvider names
     * @param list<string> $typed
     */
    #[DataProvider('names')]
    public function testAClassIsCalledAsTheCommandsOfWebmanWouldCallIt(array $typed, string $class, string $file): void
    {
        $project = new Project(Host::Workerman5);
        $project->composer('install');
        mkdir("$project->folder/plugin/shop/app", 0777, true);
        mkdir("$project->folder/app/Lobby");
        [$status, $output] = $project->console(['netsvr:make-handler', ...$typed]);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString("Created: $file\n", $output);
        $code = (string)file_get_contents("$project->folder/$file");
        $at = (int)strrpos($class, '\\');
        self::assertStringContainsString('namespace ' . substr($class, 0, $at) . ";\n", $code);
        self::assertStringContainsString('class ' . substr($class, $at + 1) . " implements EventInterface\n", $code);
        self::assertStringContainsString("'handler' => $class::class,\n", (string)file_get_contents("$project->folder/" . self::APP));
    }

    public static function names(): array
    {
        return [
            'a small letter' => [['chat'], 'app\netsvr\Chat', 'app/netsvr/Chat.php'],
            'hyphens' => [['my-chat-handler'], 'app\netsvr\MyChatHandler', 'app/netsvr/MyChatHandler.php'],
            'underscores' => [['my_chat'], 'app\netsvr\MyChat', 'app/netsvr/MyChat.php'],
            'a folder' => [['room/chat'], 'app\netsvr\room\Chat', 'app/netsvr/room/Chat.php'],
            'the whole name' => [['app\socket\Chat'], 'app\socket\Chat', 'app/socket/Chat.php'],
            'the path of the file' => [['app/socket/Chat.php'], 'app\socket\Chat', 'app/socket/Chat.php'],
            '--path' => [['Chat', '-P', 'app/socket/'], 'app\socket\Chat', 'app/socket/Chat.php'],
            '--plugin' => [['Chat', '-p=shop'], 'plugin\shop\app\netsvr\Chat', 'plugin/shop/app/netsvr/Chat.php'],
            'a folder that is there in other letters' => [['App/Netsvr/Chat'], 'app\Netsvr\Chat', 'app/Netsvr/Chat.php'],
            'another one' => [['Chat', '-P', 'App/lobby'], 'app\Lobby\Chat', 'app/Lobby/Chat.php'],
            'Chinese' => [['聊天'], 'app\netsvr\聊天', 'app/netsvr/聊天.php'],
        ];
    }

    /**
     * @dataProvider impossible
     * @param list<string> $typed
     */
    #[DataProvider('impossible')]
    public function testWhatCannotBeAClassIsRefusedWithTheReason(array $typed, string $said): void
    {
        $project = new Project(Host::Workerman5);
        $project->composer('install');
        $before = self::snapshot($project);
        [$status, $output] = $project->console(['netsvr:make-handler', ...$typed]);
        self::assertSame(1, $status, $output);
        self::assertStringContainsString($said, $output);
        self::assertSame($before, self::snapshot($project));
    }

    public static function impossible(): array
    {
        return [
            'a digit first' => [['1chat'], '"1chat" gives no class'],
            'a blank' => [['my chat'], 'in "my chat" there is something that no name of PHP may have'],
            'nothing' => [[''], 'in "" there is nothing'],
            'a folder above' => [['../Chat'], 'in ".." there is something'],
            'a word of PHP' => [['list'], 'a handler cannot be called List'],
            'a type' => [['string'], 'StringHandler is possible'],
            'what the file imports' => [['NetBus'], 'a handler cannot be called NetBus'],
            'a plugin that there is not' => [['Chat', '-p', 'nowhere'], 'there is no folder plugin/nowhere'],
            'a folder outside' => [['Chat', '-P', '/tmp'], 'name a folder inside of the project'],
        ];
    }

    /** @dataProvider hosts */
    #[DataProvider('hosts')]
    public function testAnotherHandlerInTheConfigurationStays(Host $host): void
    {
        $project = new Project($host);
        $project->composer('install');
        $project->configure("'handler' => null", "'handler' => app\\Handler::class");
        [$status, $output] = $project->console(['netsvr:make-handler', 'Chat']);
        self::assertSame(0, $status, $output);
        self::assertStringContainsString('work.handler in ' . self::APP . " is app\\Handler, and stays so.\n", $output);
        self::assertStringContainsString("write this under 'work', and restart Webman: 'handler' => app\\netsvr\\Chat::class,\n", $output);
        self::assertStringContainsString("'handler' => app\\Handler::class", (string)file_get_contents("$project->folder/" . self::APP));

        // Who comes back for it later is told the line again.
        [$status, $output] = $project->console(['netsvr:make-handler', 'Chat']);
        self::assertSame(1, $status, $output);
        self::assertStringContainsString("'handler' => app\\netsvr\\Chat::class,", $output);
    }

    /** @dataProvider shapes */
    #[DataProvider('shapes')]
    public function testOnlyTheNullOfTheHandlerIsChanged(string $before, ?string $after): void
    {
        $project = new Project(Host::Workerman5);
        $project->composer('install');
        $file = "$project->folder/" . self::APP;
        // The command of this test has to be there, whatever the file says.
        file_put_contents($file, "<?php\n$before\n");
        [$status, $output] = $project->console(['netsvr:make-handler', 'Chat']);
        self::assertSame(0, $status, $output);
        self::assertFileExists("$project->folder/app/netsvr/Chat.php");
        self::assertSame("<?php\n" . ($after ?? $before) . "\n", file_get_contents($file));
        self::assertStringContainsString($after === null ? "'handler' => app\\netsvr\\Chat::class," : 'Updated: ', $output);
    }

    public static function shapes(): array
    {
        return [
            'in the other order, with comments' => [
                "return ['enable' => true, 'callbacks' => ['handler' => null], /* 'work' */ 'work' => ['count' => 2, 'handler' /* of what */ => NULL]];",
                "return ['enable' => true, 'callbacks' => ['handler' => null], /* 'work' */ 'work' => ['count' => 2, 'handler' /* of what */ => app\\netsvr\\Chat::class]];",
            ],
            'array()' => [
                'return array("enable" => true, "work" => array("handler" => null, "events" => ["handler" => null]));',
                'return array("enable" => true, "work" => array("handler" => app\netsvr\Chat::class, "events" => ["handler" => null]));',
            ],
            'no handler' => ["return ['enable' => true, 'work' => ['count' => 1]];", null],
            'an empty text' => ["return ['enable' => true, 'work' => ['handler' => '']];", null],
            'made by a call' => ["return ['enable' => true, 'work' => ['handler' => getenv('NOBODY') ?: null]];", null],
            'in another namespace, where the name would mean something else' => [
                "namespace mine;\nreturn ['enable' => true, 'work' => ['handler' => null]];",
                null,
            ],
        ];
    }

    public function testANameThatBeginsWithABackslashIsTheSameClass(): void
    {
        $project = new Project(Host::Workerman5);
        $project->composer('install');
        $project->configure("'handler' => null", "'handler' => '\\app\\netsvr\\Chat'");
        [$status, $output] = $project->console(['netsvr:make-handler', 'Chat']);
        self::assertSame([0, "Created: app/netsvr/Chat.php\nWebman takes it up with php start.php reload.\n"], [$status, $output]);
    }

    public function testWithoutTheExtensionTheClassIsWrittenAndTheExtensionIsMissed(): void
    {
        $project = new Project(Host::Workerman5);
        $project->composer('install');
        [$status, $output] = $project->console(['netsvr:make-handler', 'Chat'], extension: false);
        self::assertSame(0, $status, $output);
        self::assertFileExists("$project->folder/app/netsvr/Chat.php");
        self::assertStringContainsString('the PHP extension netsvr is not loaded in this PHP', $output);
    }

    public function testAClassThatTheAutoloaderDoesNotFindIsMissed(): void
    {
        $project = new Project(Host::Workerman5);
        $project->composer('install');
        [$status, $output] = $project->console(['netsvr:make-handler', 'Chat', '-P', 'elsewhere']);
        self::assertSame(0, $status, $output);
        self::assertFileExists("$project->folder/elsewhere/Chat.php");
        self::assertStringContainsString("autoloader does not find elsewhere\\Chat yet: run composer dump-autoload", $output);
    }

    /** @return list<string> */
    private static function snapshot(Project $project): array
    {
        $files = new RecursiveIteratorIterator(new RecursiveDirectoryIterator($project->folder, FilesystemIterator::SKIP_DOTS));
        $found = array_map(
            static fn(SplFileInfo $file): string => $file->getPathname() . ' ' . md5_file($file->getPathname()),
            array_values(array_filter(
                iterator_to_array($files),
                static fn(SplFileInfo $file): bool => !str_contains($file->getPathname(), '/runtime/')
            ))
        );
        sort($found);
        return $found;
    }
}
