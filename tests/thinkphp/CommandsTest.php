<?php
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\ThinkPhp\Project;
use PHPUnit\Framework\TestCase;

/** The commands that print something and end. netsvr:work is in WorkTest. */
final class CommandsTest extends TestCase
{
    public function testTheConsoleShowsTheGateways(): void
    {
        $gateways = [DevGate::start(), DevGate::start()];
        $client = $gateways[0]->client();
        [$up, $down] = array_column($gateways, 'workerAddr');
        $gateways[1]->stop();
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => "$up,$down"]);

        [$status, $table] = $project->run(['think', 'netsvr:status', '--metrics']);
        self::assertSame(1, $status, $table);
        self::assertMatchesRegularExpression('/^\| ' . preg_quote($up, '/') . ' +\| yes +\| 1 +\| 0 +\| 0 +\|/m', $table);
        self::assertMatchesRegularExpression('/^\| ' . preg_quote($down, '/') . ' +\| no +\| - +\|/m', $table);
        self::assertMatchesRegularExpression('/\| clients connected +\| 1 +\|/', $table);
        self::assertStringContainsString("$down cannot be reached", $table);

        $project->env(['NETSVR_WORKER_ADDRS' => $up]);
        $json = $project->think('netsvr:status', '--json');
        self::assertSame(1, json_decode($json, true, 16, JSON_THROW_ON_ERROR)['gateways'][0]['clients']);
        self::assertStringContainsString("$up is the worker port of a gateway 5.x\n", $project->think('netsvr:status', '--doctor'));

        // A section of .env is the other way to write it.
        $project->write('.env', "[NETSVR]\nWORKER_ADDRS = $up\n");
        self::assertStringContainsString($up, $project->think('netsvr:status'));
        unset($client);
    }

    public function testAWrongAddressIsNamed(): void
    {
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => 'localhost']);
        [$status, $output] = $project->run(['think', 'netsvr:status']);
        self::assertSame(1, $status);
        self::assertStringContainsString('netsvr: worker_addrs has "localhost", which is not host:port', $output);
    }

    public function testTheConsoleKnowsTheFiguresOfProcessesThatShareAFile(): void
    {
        $gateway = DevGate::start();
        $project = (new Project())->install()->env(['NETSVR_WORKER_ADDRS' => $gateway->workerAddr]);
        $shared = ['-d', "netsvr.shared=$project->folder/runtime/shared"];
        [$status, $output, $errors] = $project->run(['think', 'netsvr:metrics'], $shared);
        self::assertSame([0, "# EOF\n"], [$status, substr($output, -6)], $errors);
        // To the standard error: it is no figure.
        self::assertStringContainsString('no process that shares', $errors);

        $project->run(['request.php', 'app\Pusher', 'push'], $shared);
        [$status, $output, $errors] = $project->run(['think', 'netsvr:metrics'], $shared);
        self::assertSame([0, ''], [$status, $errors], $output);
        self::assertStringContainsString("{gateway=\"$gateway->workerAddr\"", $output);

        [$status, $output, $errors] = $project->run(['think', 'netsvr:metrics']);
        self::assertSame([1, ''], [$status, $output]);
        self::assertStringContainsString('netsvr.shared is "1" and names no file', $errors);
    }

    public function testMakeHandlerWritesAClassAndLeavesOneThatIsThere(): void
    {
        $project = (new Project())->install();
        self::assertStringContainsString('Handler:app\netsvr\Chat created successfully.', $project->think('netsvr:make-handler', 'Chat'));
        $file = "$project->folder/app/netsvr/Chat.php";
        self::assertStringContainsString('class Chat implements EventInterface', (string)file_get_contents($file));
        file_put_contents($file, '<?php // mine');
        [, $output] = $project->run(['think', 'netsvr:make-handler', 'Chat']);
        self::assertStringContainsString('already exists', $output);
        self::assertSame('<?php // mine', file_get_contents($file));
    }
}
