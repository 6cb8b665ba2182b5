<?php
/*
 * What the scenes share: gateways, a Redis and processes of recipes, which are stopped whatever happens, and cases that are
 * counted. Waits are long: what is tested is what happens, not when.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use Closure;
use NetsvrTests\Support\Daemon;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Port;
use NetsvrTests\Support\WebSocketClient;
use PDO;
use RuntimeException;
use Throwable;

final class Kitchen
{
    public const PATIENCE = 45.0;
    private const KEY = 'the key of the tests';

    public int $passed = 0;
    public int $failed = 0;
    public int $skipped = 0;
    public readonly string $folder;

    /** @var list<object> to be stopped */
    private array $started = [];
    /** @var list<string> what does not hold in the case that runs */
    private array $problems = [];
    /** @var array<string, string> */
    private array $environment = ['APP_KEY' => self::KEY];
    private int $logs = 0;

    public function __construct(public readonly int $generation)
    {
        // In memory where there is such a folder: a slow disk is none of the faults.
        $this->folder = (is_writable('/dev/shm') ? '/dev/shm' : sys_get_temp_dir()) . '/netsvr-recipes-' . bin2hex(random_bytes(6));
        mkdir($this->folder, 0700);
    }

    /** @param Closure(): void $case */
    public function case(string $name, Closure $case): void
    {
        $this->problems = [];
        $start = microtime(true);
        try {
            $case();
        } catch (Throwable $thrown) {
            $this->problems[] = $thrown::class . ": {$thrown->getMessage()} at {$thrown->getFile()}:{$thrown->getLine()}";
        }
        $this->problems === [] ? $this->passed++ : $this->failed++;
        printf("%s %s (%.1f s)\n", $this->problems === [] ? 'PASS' : 'FAIL', $name, microtime(true) - $start);
        foreach (array_slice($this->problems, 0, 10) as $problem) {
            echo "     $problem\n";
        }
        if ($this->problems !== []) {
            foreach (glob("$this->folder/*.log") ?: [] as $log) {
                echo '     ', basename($log), ': ', implode(' | ', array_slice(explode("\n", trim((string)file_get_contents($log))), -6)), "\n";
            }
        }
    }

    public function broke(string $name, Throwable $thrown): void
    {
        $this->case($name, static fn() => throw $thrown);
    }

    public function skip(string $why): void
    {
        $this->skipped++;
        echo "SKIP $why\n";
    }

    public function check(bool $holds, string $problem): void
    {
        $holds || $this->problems[] = $problem;
    }

    public function same(mixed $expected, mixed $actual, string $what): void
    {
        $this->check($expected === $actual, "$what: " . json_encode($actual) . ' instead of ' . json_encode($expected));
    }

    /** Waits until it holds. */
    public function until(Closure $holds, string $what, float $seconds = self::PATIENCE): void
    {
        $end = microtime(true) + $seconds;
        while (!$holds()) {
            if (microtime(true) > $end) {
                throw new RuntimeException("after $seconds s still not: $what");
            }
            usleep(20_000);
        }
    }

    /** A setting for all recipes that are started from now on. */
    public function set(string $name, string $value): void
    {
        $this->environment[$name] = $value;
    }

    /** The database of the recipes: SQLite, or the one that RECIPES_DATABASE names, without the tables of the recipes. */
    public function database(): PDO
    {
        $dsn = (string)getenv('RECIPES_DATABASE') ?: "sqlite:$this->folder/recipes.sqlite";
        $user = (string)getenv('RECIPES_DATABASE_USER');
        $this->set('DATABASE', $dsn);
        $this->set('DATABASE_USER', $user);
        $database = new PDO($dsn, $user ?: null);
        foreach (['presence', 'presence_gateway', 'presence_state', 'queued_message'] as $table) {
            $database->exec("DROP TABLE IF EXISTS $table");
        }
        str_starts_with($dsn, 'sqlite:') && $database->exec('PRAGMA busy_timeout = 10000');
        return $database;
    }

    /** Closes all other connections to the database, as its restart does. False where there is no server. */
    public function cutDatabase(PDO $database): bool
    {
        switch ($database->getAttribute(PDO::ATTR_DRIVER_NAME)) {
            case 'pgsql':
                $database->query('SELECT pg_terminate_backend(pid) FROM pg_stat_activity
                    WHERE pid <> pg_backend_pid() AND datname = current_database()')->fetchAll();
                return true;
            case 'mysql':
                $others = $database->query('SELECT id FROM information_schema.processlist WHERE id <> CONNECTION_ID() AND db = DATABASE()');
                foreach ($others->fetchAll(PDO::FETCH_COLUMN) as $id) {
                    $database->exec("KILL $id");
                }
                return true;
        }
        return false;
    }

    public function setting(string $name): string
    {
        return $this->environment[$name];
    }

    public function gateway(): DevGate
    {
        // An 8.x keeps no order: this one makes sure of it.
        return $this->started[] = DevGate::start(...($this->generation === 8 ? ['--shuffle', '7'] : []));
    }

    /** @return list<DevGate> two of them, which the recipes use */
    public function twoGateways(): array
    {
        $gateways = [$this->gateway(), $this->gateway()];
        $this->set('NETSVR_WORKER_ADDR', implode(',', array_map(static fn(DevGate $gateway): string => $gateway->workerAddr, $gateways)));
        return $gateways;
    }

    /** A Redis on a port of its own; with a port on this one, as it comes back after a restart. */
    public function redis(int $port = 0): Daemon
    {
        $port = $port ?: Port::number(Port::hold());
        $this->set('REDIS', "127.0.0.1:$port");
        return $this->started[] = new Daemon(
            ['redis-server', '--port', (string)$port, '--bind', '127.0.0.1', '--save', '', '--dir', $this->folder],
            "$this->folder/redis.txt",
            static function () use ($port): bool {
                $connection = @stream_socket_client("tcp://127.0.0.1:$port", $code, $why, 1.0);
                return $connection !== false && fwrite($connection, "PING\r\n") && str_starts_with((string)fgets($connection), '+PONG');
            }
        );
    }

    public static function hasRedis(): bool
    {
        return is_file(self::extensions()['redis']) && trim((string)shell_exec('command -v redis-server')) !== '';
    }

    /** A business process that is registered at so many gateways. */
    public function process(string $recipe, int $gateways): Daemon
    {
        return $this->processes($recipe, $gateways, 1)[0];
    }

    /**
     * Several that begin at the same moment.
     *
     * @return list<Daemon>
     */
    public function processes(string $recipe, int $gateways, int $count): array
    {
        $logs = $processes = [];
        for (; $count > 0; $count--) {
            $logs[] = $log = sprintf('%s/%02d-%s.log', $this->folder, ++$this->logs, $recipe);
            $processes[] = $this->started[] = new Daemon($this->command($recipe, []), $log, static fn(): bool => true);
        }
        foreach ($logs as $log) {
            $registered = static fn(): bool => substr_count((string)file_get_contents($log), '] recipe register to') >= $gateways;
            $this->until($registered, "$recipe is registered at $gateways gateways");
        }
        return $processes;
    }

    /** The same as something that has only been started: what follows happens while it runs. */
    public function start(string $recipe, string ...$arguments): Daemon
    {
        $log = sprintf('%s/%02d-%s.log', $this->folder, ++$this->logs, $recipe);
        return $this->started[] = new Daemon($this->command($recipe, $arguments), $log, static fn(): bool => true);
    }

    /** @return array{int, string, string} status, stdout, stderr of a recipe that ends by itself */
    public function run(string $recipe, string ...$arguments): array
    {
        return $this->opened($recipe, ...$arguments)();
    }

    /**
     * The same, started and not waited for.
     *
     * @return Closure(): array{int, string, string} waits
     */
    public function opened(string $recipe, string ...$arguments): Closure
    {
        [$out, $error] = [tmpfile(), tmpfile()];
        $process = proc_open($this->command($recipe, $arguments), [['file', '/dev/null', 'r'], $out, $error], $pipes);
        return function () use ($process, $out, $error, $recipe): array {
            $status = ['running' => true, 'exitcode' => -1];
            $end = microtime(true) + 2 * self::PATIENCE;
            while (($status = proc_get_status($process))['running']) {
                if (microtime(true) > $end) {
                    proc_terminate($process, SIGKILL);
                    throw new RuntimeException("$recipe has not ended");
                }
                usleep(10_000);
            }
            rewind($out);
            rewind($error);
            return [$status['exitcode'], (string)stream_get_contents($out), (string)stream_get_contents($error)];
        };
    }

    /** @return array{int, string, string} the same of code that requires a recipe, as a request does */
    public function request(string $recipe, string $code): array
    {
        return $this->opened('-r', 'require ' . var_export(self::file($recipe), true) . ";$code")();
    }

    /** What clients send that a recipe must bear. */
    public function sendNonsense(WebSocketClient $client): void
    {
        foreach ([
            '', '[]', '0', 'null', '"x"', '{', '{"do":[]}', '{"do":{"a":1},"topic":["t"]}', '{"do":true}', str_repeat('[', 600),
            '{"do":"say","topic":"lobby","text":["x"],"id":[]}', '{"do":"lines","topic":"lobby","after":[1]}',
            '{"do":"lines","topic":"lobby","after":9223372036854775807}', '{"do":"lines","topic":"lobby","after":1e300}',
            '{"ack":1}', '{"ack":{"a":1}}', '{"ack":[1e300,99999999999999999999,-1,true,null,"1",[1],{}]}',
            '{"id":["a"]}', '{"id":"","answer":1}', str_repeat('x', 300_000),
        ] as $text) {
            $client->send($text);
        }
        $client->send("{\"do\":\"\xff\"}", binary: true);
    }

    /** What the processes of a recipe have said of events that failed. */
    public function failures(string $recipe): string
    {
        $logs = implode('', array_map(file_get_contents(...), glob("$this->folder/*-$recipe.log") ?: []));
        return preg_match('~event failed\..*~s', $logs, $failure) === 1 ? substr($failure[0], 0, 500) : '';
    }

    /** @return string what Redis answers to a command, as it comes */
    public function askRedis(string $command): string
    {
        $connection = stream_socket_client("tcp://{$this->environment['REDIS']}", $code, $why, 5.0);
        fwrite($connection, "$command\r\n");
        return (string)fread($connection, 65536);
    }

    private static function file(string $recipe): string
    {
        return dirname(__DIR__, 2) . "/examples/recipes/$recipe.php";
    }

    /** The command of a recipe: PHP without a php.ini, the extension, and what Debian has beside PHP. */
    private function command(string $recipe, array $arguments): array
    {
        $command = ['/usr/bin/env'];
        foreach ($this->environment as $name => $value) {
            $command[] = "$name=$value";
        }
        array_push($command, '/usr/bin/setpriv', '--pdeathsig', 'TERM', '--', PHP_BINARY, '-n', '-d', "netsvr.gateway=$this->generation");
        if ($this->generation === 8) {
            // A recipe does not depend on what stands in php.ini.
            array_push($command, '-d', 'netsvr.on_send_failure=throw', '-d', 'netsvr.on_query_failure=partial');
        }
        foreach (self::extensions() as $file) {
            is_file($file) && array_push($command, '-d', "extension=$file");
        }
        return [...$command, $recipe === '-r' ? $recipe : self::file($recipe), ...$arguments];
    }

    /** @return array<string, string> files, those that others need first */
    private static function extensions(): array
    {
        $files = ['netsvr' => (string)getenv('NETSVR_SO')];
        foreach (['pdo', 'pdo_sqlite', 'mysqlnd', 'pdo_mysql', 'igbinary', 'redis'] as $name) {
            $files[$name] = ini_get('extension_dir') . "/$name.so";
        }
        // Those of another database.
        foreach (array_filter(explode(' ', (string)getenv('RECIPES_EXTENSIONS'))) as $file) {
            $files[basename($file, '.so')] = $file;
        }
        return $files;
    }

    /** Whether the recipes have pdo_mysql: from a file, or in PHP itself. */
    public static function hasMysql(): bool
    {
        return is_file(self::extensions()['pdo_mysql']) || extension_loaded('pdo_mysql');
    }

    public static function ticket(string $user, int $seconds = 60, string $key = self::KEY): string
    {
        $claim = rtrim(strtr(base64_encode($user), '+/', '-_'), '=') . '.' . (time() + $seconds);
        return "$claim." . hash_hmac('sha256', $claim, $key);
    }

    /** A client that has sent nothing. */
    public function stranger(DevGate $gateway, string $query = ''): WebSocketClient
    {
        // devgate greets its clients, a real gateway does not.
        return self::isReal() ? WebSocketClient::connect($gateway->url . $query) : $gateway->client($query);
    }

    /** Whether GATEWAY_5 or GATEWAY_8 names a real gateway. */
    public static function isReal(): bool
    {
        return getenv('GATEWAY_5') . getenv('GATEWAY_8') !== '';
    }

    /** A client that has sent its ticket and was welcomed. */
    public function client(DevGate $gateway, string $user): WebSocketClient
    {
        $client = $this->stranger($gateway);
        // Sent again if nobody was registered, as a client does.
        for ($try = 0; $try < 5; $try++) {
            $client->send(self::ticket($user));
            $welcome = $client->receive(4.0);
            if ($welcome !== null) {
                $fields = json_decode($welcome, true);
                // An 8.x keeps no order: what waits for the client may be there first.
                $this->early = ($fields['is'] ?? '') === 'welcome' ? [] : [$fields];
                return $client;
            }
        }
        throw new RuntimeException("$user was not welcomed");
    }

    /** @var list<array<string, mixed>> what came before the welcome of the last client() */
    public array $early = [];

    /**
     * The next message that is of this kind; others are passed over.
     *
     * @return array<string, mixed>
     */
    public function hear(WebSocketClient $client, string $is, float $seconds = self::PATIENCE): array
    {
        $end = microtime(true) + $seconds;
        while (($left = $end - microtime(true)) > 0 && ($message = $client->receive($left)) !== null) {
            $fields = json_decode($message, true);
            if (($fields['is'] ?? '') === $is) {
                return $fields;
            }
        }
        throw new RuntimeException("nothing that is \"$is\" has come" . ($client->isClosed() ? '; the connection is closed' : ''));
    }

    public function tell(WebSocketClient $client, mixed ...$fields): void
    {
        $client->send(json_encode($fields, JSON_THROW_ON_ERROR));
    }

    /** Stops what was started, the last first. */
    public function end(): void
    {
        foreach (array_reverse($this->started) as $one) {
            $one->stop();
        }
        array_map(static fn(string $file): bool => @unlink($file), glob("$this->folder/*") ?: []);
        @rmdir($this->folder);
    }
}
