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

    public function testTheSecretOfTheCallbacksStandsBeforeTheSections(): void
    {
        $project = (new Project())->install();
        $project->configure("'handler' => null", "'handler' => app\\netsvr\\Doorman::class");
        // The skeleton of ThinkPHP ends the lines of its .env so.
        $project->write('.env', "APP_DEBUG = true\r\r[LANG]\rdefault_lang = zh-cn");
        $said = $project->think('netsvr:secret');
        $env = (string)file_get_contents("$project->folder/.env");
        self::assertSame(1, preg_match("~^APP_DEBUG = true\r\rNETSVR_CALLBACK_SECRET=([0-9a-f]{48})\r\r\[LANG]\rdefault_lang = zh-cn$~D", $env, $found), $env);
        self::assertStringContainsString("OnOpenCallbackApi = \"http://netsvr:$found[1]@shop.example/netsvr/open\"", $said);
        self::assertStringNotContainsString('no route', $said);
        // One that is there stays, and is shown again.
        self::assertStringContainsString("netsvr:$found[1]@", $project->think('netsvr:secret'));
        self::assertSame($env, file_get_contents("$project->folder/.env"));

        self::assertMatchesRegularExpression('~netsvr:[0-9a-f]{48}@~', $said = $project->think('netsvr:secret', '--force'));
        self::assertStringNotContainsString($found[1], $said);
        self::assertSame(1, preg_match("~\rNETSVR_CALLBACK_SECRET=[0-9a-f]{48},$found[1]\r~", (string)file_get_contents("$project->folder/.env")));

        // A section of that name wins: the line is for its reader.
        $project->write('.env', $env = "[NETSVR]\nCALLBACK_SECRET = my own; of long ago\n");
        self::assertMatchesRegularExpression('~^NETSVR_CALLBACK_SECRET="?[0-9a-f]{48},my own~m', $project->think('netsvr:secret', '--force'));
        self::assertSame($env, file_get_contents("$project->folder/.env"));

        unlink("$project->folder/.env");
        $project->configure("'handler' => app\\netsvr\\Doorman::class", "'handler' => null");
        $said = $project->think('netsvr:secret');
        self::assertMatchesRegularExpression('~^NETSVR_CALLBACK_SECRET=[0-9a-f]{48}$~m', $said);
        self::assertStringContainsString('There is no route yet', $said);
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
