<?php
/*
 * What the recipes share that have a business process: gateways, logger, loop, database, Redis, and a ticket that says who
 * somebody is. In a project Composer, the framework and your login do this. These environment variables are the settings:
 *
 *     NETSVR_WORKER_ADDR  worker addresses, separated by commas; by default 127.0.0.1:6061
 *     APP_KEY             signs tickets: a long random text, the same for the web application and all business processes
 *     DATABASE            a DSN of PDO (DATABASE_USER, DATABASE_PASSWORD); by default an SQLite file in the temporary folder
 *     REDIS               host:port; by default 127.0.0.1:6379
 *
 * A process handles one event after the other. So it waits for a Redis that hangs for at most a second, for a database at most
 * three, and leaves either alone for some seconds then: events that need it fail at once, the others are handled. What is
 * different with PostgreSQL stands in docs/recipes.md.
 *
 * (setup.php is the same for the recipes that answer callbacks of gateways 8.x.)
 */
declare(strict_types=1);

use Netsvr\{ConnInfoUpdate, Transfer};
use NetsvrBusiness\{Container, MainSocket, MainSocketManager, NetBus, Socket, TaskSocket, TaskSocketManger};
use NetsvrBusiness\Contract\{EventInterface, MainSocketManagerInterface, TaskSocketMangerInterface};
use NetsvrBusiness\Exception\SocketReceiveException;
use Psr\Log\{AbstractLogger, LoggerInterface};

// The PSR interfaces, from Composer or from Debian's php-psr-log and php-psr-container.
foreach ([__DIR__ . '/vendor', dirname(__DIR__) . '/vendor', dirname(__DIR__, 2) . '/vendor', '/usr/share/php/Psr/Log', '/usr/share/php/Psr/Container'] as $folder) {
    is_file("$folder/autoload.php") && require_once "$folder/autoload.php";
}
foreach ([AbstractLogger::class => 'psr/log (Debian: php-psr-log)', NetBus::class => 'the extension netsvr'] as $class => $from) {
    class_exists($class) || throw new LogicException("$class is missing: this needs $from");
}

/** Seconds that a command to Redis may take. */
const REDIS_SECONDS = 1;
/** Seconds that connecting to the database may take, and a statement. */
const DATABASE_SECONDS = 3;
/** Seconds for which a server is left alone that has not answered in its time. */
const PAUSE_SECONDS = 3;

/** Seconds by a clock that nobody puts back. */
function now(): float
{
    return hrtime(true) / 1e9;
}

/** Whether this file was started. Whoever requires it, such as a request, wants its classes only. */
function isStarted(string $file): bool
{
    return PHP_SAPI === 'cli' && realpath($_SERVER['SCRIPT_FILENAME'] ?? '') === $file;
}

function setting(string $name, string $default = ''): string
{
    $value = (string)getenv($name);
    return $value !== '' ? $value : $default;
}

/** @return non-empty-list<string> */
function workerAddresses(): array
{
    return array_map(trim(...), explode(',', setting('NETSVR_WORKER_ADDR', '127.0.0.1:6061')));
}

/** Writes to PHP's error log; what goes well only in a business process, where nobody reads it by mail. */
function logger(bool $isBusiness = false): LoggerInterface
{
    static $logger = null;
    $logger ??= new class extends AbstractLogger {
        public bool $isBusiness = false;

        public function log($level, $message, array $context = []): void
        {
            if ($this->isBusiness || !in_array($level, ['info', 'debug'], true)) {
                error_log("[$level] $message");
            }
        }
    };
    $logger->isBusiness = $logger->isBusiness || $isBusiness;
    return $logger;
}

// Commands and queries. The closure runs at the first call: nothing connects before.
Container::getInstance()->bind(TaskSocketMangerInterface::class, static function (): TaskSocketManger {
    $manager = new TaskSocketManger();
    foreach (workerAddresses() as $address) {
        // log prefix, logger, worker address, seconds: send and receive, connect, idle
        $manager->addSocket(new TaskSocket('recipe', logger(), $address, 2, 2, 117));
    }
    return $manager;
});

/**
 * A business process, until SIGTERM or SIGINT: events of all gateways, and now and then a tick. Start it as often as you
 * like, on as many machines as you like.
 *
 * @param int $events bits of Netsvr\Event
 */
function serve(EventInterface $handler, int $events, ?callable $tick = null, int $milliseconds = 1000): void
{
    logger(isBusiness: true);
    // A gateway that is down must not keep the others waiting, whatever php.ini says: what cannot be sent is in the log.
    ini_set('netsvr.on_send_failure', 'log');
    $manager = new MainSocketManager();
    foreach (workerAddresses() as $address) {
        $socket = new Socket('recipe', logger(), $address, 2, 2);
        // [Worker] HeartbeatMessage, events, goroutines of the gateway, milliseconds between heartbeats
        $manager->addSocket(new MainSocket('recipe', logger(), $handler, $socket, '~6YOt5rW35piO~', $events, 1, 45_000));
    }
    Container::getInstance()->bind(MainSocketManagerInterface::class, $manager);
    $manager->run($tick === null ? null : static function () use ($tick): void {
        try {
            $tick();
        } catch (Throwable $thrown) {
            // A database that is away must not end the process. The next tick tries again.
            logger()->error('tick failed: ' . $thrown::class . ": {$thrown->getMessage()}");
        }
    }, $milliseconds);
}

/**
 * What the gateways answer, whatever php.ini says of those that do not.
 *
 * @return array{array<mixed>, array<string, string>} the answers, and by worker address why there is none
 */
function answers(callable $query): array
{
    $before = ini_set('netsvr.on_query_failure', 'throw');
    try {
        return [$query(), []];
    } catch (SocketReceiveException $some) {
        return [$some->getPartialResult(), $some->getFailures()];
    } finally {
        ini_set('netsvr.on_query_failure', (string)$before);
    }
}

/** What the gateways answer that can be reached. The others are in the log, and their clients count as away. */
function reachable(callable $query): array
{
    return answers($query)[0];
}

/** Says for a minute who somebody is. Your web application makes it for a user who is logged in. */
function ticket(string $user, int $seconds = 60): string
{
    isName($user) || throw new LogicException('no ticket for a user without a name, or with one that is no text or too long');
    $claim = rtrim(strtr(base64_encode($user), '+/', '-_'), '=') . '.' . (time() + $seconds);
    return "$claim." . signature($claim);
}

/** The user; null for what is no ticket, is not ours, or has expired. */
function ticketUser(mixed $ticket): ?string
{
    [$user, $until, $signature] = explode('.', is_string($ticket) ? $ticket : '', 3) + ['', '', ''];
    $isValid = hash_equals(signature("$user.$until"), $signature) && (int)$until >= time();
    $name = $isValid ? (string)base64_decode(strtr($user, '-_', '+/')) : '';
    return isName($name) ? $name : null;
}

/** Whether every table and every message has room for it: one name that none can write down would hold up the others. */
function isName(string $user): bool
{
    return strlen($user) <= 128 && preg_match('~^[^\0]+$~Du', $user) === 1;
}

function signature(string $claim): string
{
    $key = setting('APP_KEY');
    $key !== '' || throw new LogicException('tickets need a key: set APP_KEY to a long random text');
    return hash_hmac('sha256', $claim, $key);
}

/** The first message of a client is its ticket. Gives who it is from now on, or null after it was refused. */
function welcome(Transfer $message): ?string
{
    $user = ticketUser($message->getData());
    if ($user === null) {
        NetBus::forceOffline($message->getUniqId(), json('refused', why: 'This is no valid ticket.'));
        return null;
    }
    $known = new ConnInfoUpdate(['uniqId' => $message->getUniqId(), 'newCustomerId' => $user]);
    NetBus::connInfoUpdate($known->setData(json('welcome', name: $user)));
    return $user;
}

function json(string $is, mixed ...$fields): string
{
    return toJson(['is' => $is, ...$fields]);
}

function toJson(mixed $value): string
{
    // What is no text arrives with marks in it. An exception would come again at each try, and hold up what is behind it.
    $flags = JSON_THROW_ON_ERROR | JSON_INVALID_UTF8_SUBSTITUTE | JSON_UNESCAPED_UNICODE | JSON_UNESCAPED_SLASHES;
    return json_encode($value, $flags | JSON_PRESERVE_ZERO_FRACTION);
}

/**
 * Can be passed on with toJson(): an object is an stdClass, since {} would become [] on the way through an array. A number
 * with more digits than an int has is a string, and loses none. Null for what is no JSON.
 */
function fromJson(string $json): mixed
{
    $flags = JSON_BIGINT_AS_STRING | JSON_INVALID_UTF8_SUBSTITUTE;
    $value = json_decode($json, flags: $flags);
    if (json_last_error() === JSON_ERROR_UTF16) {
        // Half an emoji, as a browser cuts it: PHP refuses the whole, so it becomes a mark. Pairs stay, and what is behind \\.
        $half = '~\\\\\\\\(*SKIP)(*F)|\\\\ud[89ab]..\\\\ud[c-f]..(*SKIP)(*F)|\\\\ud[89a-f]..~i';
        $value = json_decode((string)preg_replace($half, '\\ufffd', $json), flags: $flags);
    }
    return $value;
}

/** @return array<string, mixed> what a client has sent, by fromJson(); empty if that is no object */
function fields(Transfer $message): array
{
    $fields = fromJson($message->getData());
    return is_object($fields) ? (array)$fields : [];
}

/**
 * The database; connected anew where the server has closed the connection, which is looked at after a pause or a failure.
 *
 * @throws PDOException also for some seconds after connecting has taken too long
 */
function database(bool $hasFailed = false): PDO
{
    static $database = null, $checkAt = 0.0, $notBefore = 0.0;
    $begin = now();
    if ($database !== null && !$hasFailed && $begin >= $checkAt) {
        $isInTransaction = $database->inTransaction();
        try {
            $database->query('SELECT 1');
        } catch (PDOException $gone) {
            $database = null;
            // What follows would run outside of the transaction, over another connection.
            $isInTransaction && throw $gone;
        }
    }
    $checkAt = $hasFailed ? 0.0 : now() + 30;
    if ($database === null) {
        $hangs = static fn(): bool => now() - $begin > DATABASE_SECONDS / 2;
        try {
            if ($hangs() || $begin < $notBefore) {
                throw new PDOException('The database has not answered in time, and is left alone for some seconds.');
            }
            $database = connectedDatabase();
        } catch (PDOException $failed) {
            $notBefore = $hangs() ? now() + PAUSE_SECONDS : $notBefore;
            throw $failed;
        }
    }
    return $database;
}

function connectedDatabase(): PDO
{
    $dsn = setting('DATABASE', 'sqlite:' . sys_get_temp_dir() . '/netsvr-recipes.sqlite');
    $options = [PDO::ATTR_ERRMODE => PDO::ERRMODE_EXCEPTION, PDO::ATTR_DEFAULT_FETCH_MODE => PDO::FETCH_ASSOC];
    $options[PDO::ATTR_TIMEOUT] = DATABASE_SECONDS;
    if (str_starts_with($dsn, 'mysql:')) {
        // By default PHP waits for an answer of MySQL for a day. PDO has no option for it.
        ini_set('mysqlnd.net_read_timeout', (string)DATABASE_SECONDS);
        $dsn .= str_contains($dsn, 'charset=') ? '' : ';charset=utf8mb4';
    } elseif (str_starts_with($dsn, 'pgsql:') && !str_contains($dsn, 'tcp_user_timeout')) {
        // When the machine of the server has gone. One that answers for a server that hangs is not noticed.
        $dsn .= ';tcp_user_timeout=' . DATABASE_SECONDS * 1000;
    }
    $database = new PDO($dsn, setting('DATABASE_USER') ?: null, setting('DATABASE_PASSWORD') ?: null, $options);
    // Several processes wait for each other.
    $milliseconds = DATABASE_SECONDS * 1000;
    switch ($database->getAttribute(PDO::ATTR_DRIVER_NAME)) {
        case 'mysql':
            $database->exec('SET SESSION innodb_lock_wait_timeout = ' . (DATABASE_SECONDS - 1));
            break;
        case 'pgsql':
            $database->exec("SET statement_timeout = $milliseconds");
            break;
        case 'sqlite':
            $database->exec("PRAGMA busy_timeout = $milliseconds");
            try {
                // Readers read while another one writes.
                $database->exec('PRAGMA journal_mode = WAL');
            } catch (PDOException) {
                // Another process writes at this moment, or the file is only to be read. It works without, too.
            }
    }
    return $database;
}

/**
 * Runs a statement. A list in place of a value stands for `IN (?)`.
 *
 * @param list<scalar|null|non-empty-list<scalar>> $values
 */
function sql(string $statement, array $values = []): PDOStatement
{
    $flat = [];
    foreach ($values as $value) {
        array_push($flat, ...(array)($value ?? [null]));
        if (is_array($value)) {
            $statement = preg_replace('~IN \(\?\)~', 'IN (' . rtrim(str_repeat('?,', count($value)), ',') . ')', $statement, 1);
        }
    }
    $database = database();
    try {
        $prepared = $database->prepare($statement);
        $prepared->execute($flat);
        return $prepared;
    } catch (PDOException $failed) {
        database(hasFailed: true);
        throw $failed;
    }
}

/** Runs it in a transaction, which is taken back if it throws. The connection is looked at then: it may be what has failed. */
function transaction(callable $work): void
{
    $database = database();
    try {
        $database->beginTransaction();
        $work();
        $database->commit();
    } catch (Throwable $thrown) {
        try {
            $database->inTransaction() && $database->rollBack();
        } catch (PDOException) {
            // The connection has gone, and the transaction with it.
        }
        database(hasFailed: true);
        throw $thrown;
    }
}

/**
 * Tables and rows that are there once. A process that begins at the same moment may be faster: its work is as good.
 *
 * @param string $question is answered with a row when all is there; else this process ends, and its supervisor tries again
 */
function createOnce(string $question, string ...$statements): void
{
    $failed = null;
    foreach ($statements as $statement) {
        try {
            sql($statement);
        } catch (PDOException $failed) {
            // The question says whether this matters.
        }
    }
    sql($question)->fetch() !== false || throw $failed ?? new LogicException("no row: $question");
}

/** The type of a column for customers. In MySQL bytes: its texts take "ann", "Ann" and "ann " for the same customer. */
function nameType(): string
{
    return database()->getAttribute(PDO::ATTR_DRIVER_NAME) === 'mysql' ? 'VARBINARY(128)' : 'VARCHAR(128)';
}

/**
 * Redis, with another connection after a failed one. A caller that fails sees the exception, also when Redis has refused.
 *
 * @param int $waits seconds for which the command itself waits, such as BLPOP
 * @throws RedisException also for some seconds after Redis has not answered in time
 */
function redis(callable $call, int $waits = 0): mixed
{
    static $redis = null, $notBefore = 0.0;
    class_exists(Redis::class) || throw new LogicException('this recipe needs the PHP extension redis (Debian: php-redis)');
    now() >= $notBefore || throw new RedisException('Redis has not answered in time, and is left alone for some seconds.');
    $begin = now();
    try {
        if ($redis === null) {
            [$host, $port] = explode(':', setting('REDIS', '127.0.0.1:6379')) + [1 => '6379'];
            $redis = new Redis();
            $redis->connect($host, (int)$port, REDIS_SECONDS);
            // Where Redis has closed the connection, phpredis connects ten times by default: nobody is heard meanwhile.
            $redis->setOption(Redis::OPT_MAX_RETRIES, 1);
        }
        $redis->setOption(Redis::OPT_READ_TIMEOUT, REDIS_SECONDS + $waits);
        $redis->clearLastError();
        $result = $call($redis);
        $redis->getLastError() === null || throw new RedisException($redis->getLastError());
        return $result;
    } catch (RedisException $failed) {
        $redis = null;
        // Redis has refused, or is not there: that takes no time, and it may be back soon.
        $notBefore = now() - $begin < REDIS_SECONDS / 2 ? 0.0 : now() + PAUSE_SECONDS;
        throw $failed;
    }
}
