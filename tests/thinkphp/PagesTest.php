<?php
declare(strict_types=1);

use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\WebSocketClient;
use NetsvrTests\ThinkPhp\Page;
use NetsvrTests\ThinkPhp\Project;
use PHPUnit\Framework\TestCase;

/** docs/thinkphp.md and its Chinese twin, followed as they stand, in one project. */
final class PagesTest extends TestCase
{
    public static function pages(): array
    {
        return ['English' => ['docs/thinkphp.md'], 'Chinese' => ['docs/thinkphp.zh-CN.md']];
    }

    /** @dataProvider pages */
    public function testWhatThePageSaysHappens(string $file): void
    {
        $page = new Page($file);
        $gateway = DevGate::start();
        $project = new Project();

        $name = json_decode((string)file_get_contents(dirname(__DIR__, 2) . '/php/composer.json'), true)['name'];
        self::assertStringContainsString("composer require $name:@dev", $page->block('install'));
        $project->install();
        $variables = str_replace('127.0.0.1:6061', $gateway->workerAddr, $page->block('env'));
        $project->write('.env', $variables);
        self::assertStringContainsString($gateway->workerAddr, $project->think(...$page->think('status')));

        $project->write('app/controller/Order.php', $page->block('push'));
        $client = $gateway->client();
        self::assertSame('ok', $project->request('app\controller\Order', 'ship', '7'));
        $text = (string)$client->receive(60);
        self::assertMatchesRegularExpression('~\b7\b~', $text);

        $project->think(...$page->think('make'));
        self::assertFileExists("$project->folder/app/netsvr/Chat.php");
        $project->write('.env', $variables .= $page->block('handler'));
        $project->work(array_slice($page->think('work'), 1));
        // What the page in the browser does.
        foreach (["socket.send('hello')", "socket.send('~6YOt5rW35piO~')", 'socket.send(target.value)'] as $line) {
            self::assertStringContainsString($line, $page->block('page'));
        }
        $client = $gateway->client();
        $client->send('hello');
        self::assertSame(['Welcome.', 'You said: hello'], [$client->receive(60), $client->receive(60)], $project->said());
        self::assertSame('ok', $project->request('app\controller\Order', 'ship', '7'));
        self::assertSame($text, $client->receive(60));
        self::assertSame(0, $project->stop());
        self::assertStringContainsString('] message ', $project->said());

        $variables .= $page->block('secret');
        foreach (['claim-handler' => 'app/netsvr/Chat.php', 'claim-controller' => 'app/controller/Socket.php'] as $block => $target) {
            $project->write($target, $page->block($block));
            self::assertSame(0, $project->run(['-l', $target])[0], $block);
        }
        self::assertStringContainsString("fetch('/socket/claim', {", $page->block('claim-page'));
        self::assertStringContainsString("'X-Requested-With': 'XMLHttpRequest'", $page->block('claim-page'));
        $this->claimsAndShowsText($page->block('claim-page'));
        $project->write('.env', $variables);
        $this->claims($project, $gateway);

        $project->write('app/netsvr/Doorman.php', $page->block('doorman'));
        $project->write('config/netsvr.php', "<?php return [\n" . $page->block('callbacks') . '];');
        foreach (['app/netsvr/Doorman.php', 'config/netsvr.php'] as $target) {
            self::assertSame(0, $project->run(['-l', $target])[0], $target);
        }
        $this->admits($project);

        $project->write('channels.php', "<?php return [\n" . $page->block('log') . '];');
        $project->write('.env', 'NETSVR_WORKER_ADDRS = ' . Port::hold() . "\nNETSVR_LOG_CHANNEL = netsvr\n");
        $project->request('app\controller\Order', 'ship', '7');
        self::assertStringContainsString('[error]', (string)file_get_contents("$project->folder/runtime/log/netsvr.log"));

        $project->write('fake.php', '<?php require __DIR__ . "/vendor/autoload.php"; require "PHPUnit/Autoload.php";'
            . '(new think\App(__DIR__))->initialize();' . $page->block('fake') . 'echo "passed";');
        [, $output, $errors] = $project->run(['fake.php']);
        self::assertStringEndsWith('passed', $output, $errors);

        self::assertSame([], $page->leftOver());
    }

    /** What the page in the browser does with a claim, and with the text that a request sends to the user afterwards. */
    private function claimsAndShowsText(string $script): void
    {
        if (trim((string)shell_exec('command -v node')) === '') {
            return;
        }
        $before = 'const shown = [], posts = [], socket = {}, fetch = (url) => posts.push(url);
            const document = {querySelector: () => ({appendChild: (line) => line}), createElement: () => ({set textContent(text) { shown.push(text); }})};';
        $after = 'for (const data of [`{"event":"claim","uniqId":"1","signature":"2"}`, "Your order has been shipped."]) socket.onmessage({data});
            console.log(JSON.stringify([posts, shown]));';
        exec('node -e ' . escapeshellarg("$before\n$script\n$after") . ' 2>&1', $said);
        self::assertSame(['[["/socket/claim"],["Your order has been shipped."]]'], $said);
    }

    /** A connection becomes that of a user; only the one that has the signature, and only with the user's session. */
    private function claims(Project $project, DevGate $gateway): void
    {
        if (!Project::isReal()) {
            return;
        }
        $project->work([], 2);
        $address = $project->serve();
        $client = $gateway->client();
        $claim = json_decode((string)$client->receive(60), true);
        self::assertSame('claim', $claim['event']);
        $fields = http_build_query(array_diff_key($claim, ['event' => 0]));
        $ajax = 'X-Requested-With: XMLHttpRequest';
        self::assertSame(403, $this->post("http://$address/socket/claim", $fields, [$ajax])[0]);

        [$status, $body, $cookie] = $this->post("http://$address/login", '', []);
        self::assertSame([200, 'logged in'], [$status, $body], $project->said());
        self::assertSame(403, $this->post("http://$address/socket/claim", $fields, [$cookie])[0]);
        self::assertSame(403, $this->post("http://$address/socket/claim", "{$fields}0", [$cookie, $ajax])[0]);
        $client->send('who');
        self::assertSame(['event' => 'echo', 'from' => ''], json_decode((string)$client->receive(60), true));

        [$status, $body] = $this->post("http://$address/socket/claim", $fields, [$cookie, $ajax]);
        self::assertSame([200, '{"ok":true}'], [$status, $body]);
        // The web server does not wait until the gateway has taken it in.
        $project->waitFor(static function () use ($client): bool {
            $client->send('who');
            return json_decode((string)$client->receive(60), true) === ['event' => 'echo', 'from' => '7'];
        }, 'customerId of the connection');

        // A request of the same server, with a connection that stays.
        foreach (['7', '8'] as $id) {
            self::assertSame([200, 'ok'], array_slice($this->post("http://$address/order/ship?id=$id", '', []), 0, 2));
            self::assertStringContainsString($id, (string)$client->receive(60));
        }
        $project->stop();
        self::assertSame(0, $project->stop());
    }

    /** A gateway 8.x asks who may connect. */
    private function admits(Project $project): void
    {
        if (!Project::isReal()) {
            return;
        }
        $project->write('.env', "NETSVR_CALLBACK_SECRET = the-secret\n");
        self::assertSame('abc', $project->request('app\Pusher', 'token'));
        $url = "http://netsvr:the-secret@{$project->serve()}/netsvr";
        $gateway = DevGate::start('--gateway', '8', '--on-open', "$url/open", '--on-close', "$url/close");
        $client = WebSocketClient::connect($gateway->url, 30, ['X-Real-IP' => 'abc']);
        $uniqId = $client->receive(60);
        self::assertSame('Welcome.', $client->receive(60), $project->said() . $project->log());
        $project->write('.env', "NETSVR_CALLBACK_SECRET = the-secret\nNETSVR_WORKER_ADDRS = $gateway->taskAddr\n");
        $asks = 'require "vendor/autoload.php"; (new think\App(getcwd()))->initialize(); echo json_encode(NetsvrBusiness\NetBus::connInfo($argv[1]));';
        [, $output] = $project->run(['-d', 'netsvr.gateway=8', '-d', 'netsvr.task_addrs=+0', '-r', $asks, '--', (string)$uniqId]);
        self::assertSame(['customerId' => '7', 'session' => '', 'topics' => ['user.7']], json_decode($output, true)[$uniqId] ?? $output);

        $stranger = WebSocketClient::connect($gateway->url, 30, ['X-Real-IP' => 'another']);
        self::assertMatchesRegularExpression('~log in|登录~u', (string)$stranger->receive(60));
        self::assertNull($stranger->receive(60));
        self::assertSame([1008, 'unauthorized'], [$stranger->closeCode, $stranger->closeReason]);
        self::assertSame(401, $this->post(str_replace('netsvr:the-secret@', '', $url) . '/open', '', [])[0]);
        // The page leaves this method to its reader.
        $doorman = (string)file_get_contents("$project->folder/app/netsvr/Doorman.php");
        $notes = '$0    file_put_contents(runtime_path() . "gone", $closed->customerId);' . "\n    ";
        $project->write('app/netsvr/Doorman.php', (string)preg_replace('~function closed\(Closed \$closed\): void\s+\{\s+~', $notes, $doorman));
        $client->close();
        $project->waitFor(fn(): bool => @file_get_contents("$project->folder/runtime/gone") === '7', 'callback of the end');
        $project->stop();
    }

    /**
     * @param list<string> $headers
     * @return array{int, string, string} status, body, and the header that gives its cookie back
     */
    private function post(string $url, string $body, array $headers): array
    {
        $context = stream_context_create(['http' => [
            'method' => 'POST',
            'header' => ['Content-Type: application/x-www-form-urlencoded', ...$headers],
            'content' => $body,
            'ignore_errors' => true,
            'timeout' => 30,
        ]]);
        $answer = (string)file_get_contents($url, false, $context);
        $head = implode("\n", $http_response_header);
        preg_match('~^HTTP/\S+ (\d+)~', $head, $status);
        preg_match('~^Set-Cookie: (PHPSESSID=\w+)~mi', $head, $cookie);
        return [(int)$status[1], $answer, 'Cookie: ' . ($cookie[1] ?? '')];
    }
}
