<?php
/*
 * Presence that reconciles. A table says who is there, for the whole application: SELECT DISTINCT customer_id FROM presence.
 * Who watches hears who has come and gone. The table never believes an event: onClose may be lost with a process that is
 * killed, or with a gateway. An event is only the reason to ask the gateways, and every 10 seconds they are asked without one.
 *
 *     APP_KEY=key php examples/recipes/presence.php                       the business process; start several
 *     APP_KEY=key php examples/recipes/presence.php who                   who is there, as any other program may ask
 *
 * A client sends its ticket first (login-at-open.php ticket ann), then {"do":"watch"}. When "watching" has come, it sends
 * {"do":"who"} and gets {"is":"who","version":7,"names":[…]}. Afterwards it hears {"is":"presence","after":7,"version":9,
 * "came":[…],"went":[…]}. If `after` is not the version that it has, it has missed something, and asks "who" again.
 *
 * business.php has all settings. PRESENCE_SECONDS (10) is the time between two looks at everything, PRESENCE_GRACE (30) how
 * long customers stay of a gateway that does not answer.
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnOpen, Event, Transfer};
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;

require_once __DIR__ . '/business.php';

final class Presence implements EventInterface
{
    private const TOPIC = 'presence';
    /** Bytes of a message about a change: far below what a gateway takes. One that it does not take would come again for ever. */
    private const LONGEST = 400_000;

    /** @var array<string, true> customers of whom something was heard since the last tick */
    private array $changed = [];
    private float $nextLook = 0.0;

    public static function createTables(): void
    {
        $name = nameType();
        createOnce(
            'SELECT version FROM presence_state',
            "CREATE TABLE IF NOT EXISTS presence (
                customer_id $name NOT NULL, gateway VARCHAR(128) NOT NULL, PRIMARY KEY (customer_id, gateway))",
            'CREATE TABLE IF NOT EXISTS presence_gateway (gateway VARCHAR(128) NOT NULL PRIMARY KEY, answered_at BIGINT NOT NULL)',
            'CREATE TABLE IF NOT EXISTS presence_state (id INT NOT NULL PRIMARY KEY, version BIGINT NOT NULL, looked_at BIGINT NOT NULL)',
            'INSERT INTO presence_state (id, version, looked_at) VALUES (1, 0, 0)',
        );
    }

    /** @return array{int, list<string>} */
    public static function who(): array
    {
        // The version first: a list that is newer than its version is put right by the next message, never wrong.
        $version = (int)sql('SELECT version FROM presence_state')->fetchColumn();
        return [$version, sql('SELECT DISTINCT customer_id FROM presence ORDER BY customer_id')->fetchAll(PDO::FETCH_COLUMN)];
    }

    public function onOpen(ConnOpen $open): void
    {
    }

    public function onMessage(Transfer $message): void
    {
        if ($message->getCustomerId() === '') {
            $user = welcome($message);
            $user === null || $this->changed[$user] = true;
            return;
        }
        match (fields($message)['do'] ?? '') {
            // The gateway sends the text when the client is subscribed: what it asks for afterwards leaves no gap.
            'watch' => NetBus::topicSubscribe($message->getUniqId(), self::TOPIC, json('watching')),
            'who' => $this->tellWho($message->getUniqId()),
            default => null,
        };
    }

    public function onClose(ConnClose $close): void
    {
        if (isName($close->getCustomerId())) {
            $this->changed[$close->getCustomerId()] = true;
        }
    }

    public function tick(): void
    {
        if (now() >= $this->nextLook) {
            $this->reconcile(null);
            $this->nextLook = now() + 1;
        }
        // Those whose turn fails stay for the next tick.
        foreach (array_chunk($this->changed, 500, preserve_keys: true) as $some) {
            $this->reconcile(array_map(strval(...), array_keys($some)));
            $this->changed = array_diff_key($this->changed, $some);
        }
    }

    private function tellWho(string $uniqId): void
    {
        [$version, $names] = self::who();
        NetBus::singleCast($uniqId, json('who', version: $version, names: $names));
    }

    /**
     * Asks the gateways and writes down what has changed. All of it happens under a lock, the question too: so nobody writes
     * an older answer over a newer one. What has changed is told before it is written. A process that dies between the two
     * has told the truth, and the next one tells it again.
     *
     * @param list<string>|null $customers null: all, if nobody else has looked lately
     */
    private function reconcile(?array $customers): void
    {
        transaction(function () use ($customers): void {
            // Takes the lock: in SQLite as the first to write, elsewhere of this row.
            sql('UPDATE presence_state SET looked_at = looked_at WHERE id = 1');
            ['version' => $version, 'looked_at' => $lookedAt] = sql('SELECT version, looked_at FROM presence_state')->fetch();
            // A clock may have been put back since: what lies ahead is as old.
            if ($customers !== null || abs(time() - $lookedAt) >= (int)setting('PRESENCE_SECONDS', '10')) {
                $this->compare($customers, (int)$version);
            }
        });
    }

    /** @param list<string>|null $customers */
    private function compare(?array $customers, int $version): void
    {
        $rows = $customers === null ? sql('SELECT gateway, customer_id FROM presence')
            : sql('SELECT gateway, customer_id FROM presence WHERE customer_id IN (?)', [$customers]);
        $known = [];
        foreach ($rows as ['gateway' => $gateway, 'customer_id' => $customer]) {
            $known[$gateway][$customer] = true;
        }
        $before = array_replace([], ...array_values($known));
        $answers = $customers === null ? $this->everybody() : $this->connectionsOf($customers);
        if ($customers === null) {
            $answers += $this->givenUp(array_keys($answers));
            sql('UPDATE presence_state SET looked_at = ? WHERE id = 1', [time()]);
        }
        foreach ($answers as $gateway => $there) {
            foreach (array_keys(array_diff_key($known[$gateway] ?? [], $there)) as $customer) {
                sql('DELETE FROM presence WHERE customer_id = ? AND gateway = ?', [(string)$customer, $gateway]);
            }
            foreach (array_keys(array_diff_key($there, $known[$gateway] ?? [])) as $customer) {
                sql('INSERT INTO presence (customer_id, gateway) VALUES (?, ?)', [(string)$customer, $gateway]);
            }
            $known[$gateway] = $there;
        }
        $after = array_replace([], ...array_values($known));
        $came = array_map(strval(...), array_keys(array_diff_key($after, $before)));
        $went = array_map(strval(...), array_keys(array_diff_key($before, $after)));
        if ($came !== [] || $went !== []) {
            // No number is used twice, not even by a process that dies before it has committed: whoever heard that one
            // sees from the next one that it has to ask.
            $next = max($version + 1, (int)(microtime(true) * 1_000_000));
            sql('UPDATE presence_state SET version = ? WHERE id = 1', [$next]);
            $text = json('presence', after: $version, version: $next, came: $came, went: $went);
            if (strlen($text) > self::LONGEST) {
                // No version has this number: whoever watches asks.
                $text = json('presence', after: -1, version: $next, came: [], went: []);
            }
            NetBus::topicPublish(self::TOPIC, $text);
        }
    }

    /** @return array<string, array<string, true>> by gateway that has answered, who is there */
    private function everybody(): array
    {
        $answers = [];
        foreach (reachable(NetBus::customerIdList(...)) as ['workerAddr' => $gateway, 'customerIds' => $customers]) {
            $answers[$gateway] = array_fill_keys(array_filter($customers, isName(...)), true);
        }
        foreach (array_keys($answers) as $gateway) {
            if (sql('UPDATE presence_gateway SET answered_at = ? WHERE gateway = ?', [time(), $gateway])->rowCount() === 0) {
                sql('DELETE FROM presence_gateway WHERE gateway = ?', [$gateway]);
                sql('INSERT INTO presence_gateway (gateway, answered_at) VALUES (?, ?)', [$gateway, time()]);
            }
        }
        return $answers;
    }

    /**
     * The same for some customers.
     *
     * @param list<string> $customers
     * @return array<string, array<string, true>>
     */
    private function connectionsOf(array $customers): array
    {
        [$found, $silent] = answers(static fn(): array => NetBus::connInfoByCustomerId($customers, reqSession: false, reqTopic: false));
        $answers = $gateways = [];
        foreach (array_diff(workerAddresses(), array_keys($silent)) as $gateway) {
            // A uniqId begins with the address of its gateway.
            $gateways[NetsvrBusiness\workerAddrConvertToHex($gateway)] = $gateway;
            $answers[$gateway] = [];
        }
        foreach ($found as $customer => $connections) {
            foreach ($connections as ['uniqId' => $uniqId]) {
                $gateway = $gateways[substr($uniqId, 0, 12)] ?? null;
                $gateway === null || $answers[$gateway][$customer] = true;
            }
        }
        return $answers;
    }

    /**
     * Gateways that have not answered for so long that their customers count as gone, and those that are no longer used.
     *
     * @param list<string> $answered
     * @return array<string, array<string, true>>
     */
    private function givenUp(array $answered): array
    {
        $limit = time() - (int)setting('PRESENCE_GRACE', '30');
        $old = sql('SELECT gateway FROM presence_gateway WHERE answered_at < ?', [$limit])->fetchAll(PDO::FETCH_COLUMN);
        return array_fill_keys(array_diff($old, $answered), []);
    }
}

if (!isStarted(__FILE__)) {
    return;
}
Presence::createTables();
if (($argv[1] ?? 'work') === 'who') {
    echo implode("\n", Presence::who()[1]), "\n";
    exit;
}
signature('');
$handler = new Presence();
serve($handler, Event::OnMessage | Event::OnClose, $handler->tick(...), 300);
