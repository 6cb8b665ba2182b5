<?php
/*
 * Offline queue in a database. What is sent to a customer who is away waits in a table, and is delivered at the next open. It
 * stays there until the client has acknowledged it: afterwards it never comes again.
 *
 *     APP_KEY=key php examples/recipes/offline-queue.php                      the business process; start several
 *     php examples/recipes/offline-queue.php send ann "Your order has left."  what your application does
 *
 * A client sends its ticket first (login-at-open.php ticket ann). It gets {"is":"message","id":5,"at":1760000000,"text":"…"}, does
 * what it has to do, and answers {"ack":[5]}. A message whose acknowledgement is lost comes again with the same id and the
 * same time: the client acknowledges it again, and does nothing. It keeps the pairs of the last hours for that. An id alone
 * may come back: MySQL 5.7 begins anew when it is restarted with an empty table, as every database does with an older backup.
 *
 * business.php has all settings. ACK_SECONDS (10) is how long an acknowledgement may take before the message is sent again.
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnOpen, Event, Transfer};
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;

require_once __DIR__ . '/business.php';

/** The table, for the business processes and for the application. */
final class Queue
{
    /** So many seconds a new message is tried again for a customer who seems to be away: perhaps he is just coming. */
    private const YOUNG = 60;
    /** A message that is due later than this many seconds behind the next try is due now: a clock has been put back. */
    private const AHEAD = 60;
    /** So many messages are on their way to a customer at most; the others follow the acknowledgements. */
    private const AT_ONCE = 100;
    /** Bytes of a text: MySQL has room for more, and a gateway takes a multiple of it. */
    private const LONGEST = 64_000;

    /** `holder` is the connection that has the message and owes the acknowledgement; `due_at` when somebody looks again. */
    public static function createTable(): void
    {
        $number = match (database()->getAttribute(PDO::ATTR_DRIVER_NAME)) {
            'mysql' => 'BIGINT AUTO_INCREMENT PRIMARY KEY',
            'pgsql' => 'BIGSERIAL PRIMARY KEY',
            default => 'INTEGER PRIMARY KEY AUTOINCREMENT',
        };
        $name = nameType();
        // Many a MySQL has another one by default, which has no room for all that people write.
        $charset = database()->getAttribute(PDO::ATTR_DRIVER_NAME) === 'mysql' ? ' DEFAULT CHARACTER SET utf8mb4' : '';
        createOnce(
            'SELECT COUNT(*) FROM queued_message',
            "CREATE TABLE IF NOT EXISTS queued_message (
                id $number, customer_id $name NOT NULL, text TEXT NOT NULL, created_at BIGINT NOT NULL,
                holder VARCHAR(64) NOT NULL DEFAULT '', due_at BIGINT)$charset",
            'CREATE INDEX queued_message_customer ON queued_message (customer_id)',
            'CREATE INDEX queued_message_due ON queued_message (due_at)',
        );
    }

    /**
     * Call it within the transaction that makes the message true, or without one. Then call deliver(), after the commit. If
     * the process dies before, a business process delivers it.
     *
     * @throws InvalidArgumentException for what nobody could deliver: it would hold up what is behind it
     */
    public static function add(string $customer, string $text): void
    {
        isName($customer) || throw new InvalidArgumentException('a customer is a text of at most 128 bytes');
        strlen($text) <= self::LONGEST || throw new InvalidArgumentException('a message has at most ' . self::LONGEST . ' bytes, not ' . strlen($text));
        sql(
            'INSERT INTO queued_message (customer_id, text, created_at, due_at) VALUES (?, ?, ?, ?)',
            [$customer, $text, time(), time() + 1]
        );
    }

    /**
     * Before a customer is welcomed. If the process dies between this and deliver(), another one delivers what waits: a
     * message that rests would wait for the next open.
     */
    public static function expect(string $customer): void
    {
        sql(
            'UPDATE queued_message SET due_at = ? WHERE customer_id = ? AND (due_at IS NULL OR due_at <= ?)',
            [self::nextTry(), $customer, time()]
        );
    }

    /**
     * Sends what waits for a customer to one of his connections. Processes may do this at the same time: each message is
     * claimed by one of them.
     *
     * @param string $uniqId a connection that the gateways may not yet know as his; empty for none
     */
    public static function deliver(string $customer, string $uniqId = ''): void
    {
        // Whoever was faster at a message may have seen him away. It is looked at again.
        for ($try = 0; $try < 3 && !self::hasAll($customer, $uniqId); $try++) {
            continue;
        }
    }

    private static function nextTry(): int
    {
        return time() + (int)setting('ACK_SECONDS', '10');
    }

    /** @return bool whether nobody else has changed one of the messages meanwhile */
    private static function hasAll(string $customer, string $uniqId): bool
    {
        $messages = sql('SELECT id, text, created_at, holder, due_at FROM queued_message
            WHERE customer_id = ? ORDER BY id LIMIT ' . self::AT_ONCE, [$customer])->fetchAll();
        if ($messages === []) {
            return true;
        }
        [$found, $silent] = answers(static fn(): array => NetBus::connInfoByCustomerId($customer, reqSession: false, reqTopic: false));
        $online = array_column($found[$customer] ?? [], 'uniqId');
        $uniqId === '' || $online[] = $uniqId;
        [$now, $next] = [time(), self::nextTry()];
        $late = $next + self::AHEAD;
        if ($online === []) {
            // An old message rests until the customer comes, unless he may be at a gateway that has not answered.
            $old = $silent === [] ? $now - self::YOUNG : 0;
            sql("UPDATE queued_message SET holder = '', due_at = CASE WHEN created_at < $old THEN NULL ELSE $next END
                WHERE customer_id = ? AND (due_at <= $now OR due_at > $late)", [$customer]);
            return true;
        }
        // A connection that owes an acknowledgement may be dead without its gateway knowing: another one is tried first.
        $isOverdue = static fn(mixed $due): bool => $due !== null && ($due <= $now || $due > $late);
        $overdue = array_filter($messages, static fn(array $message): bool => $isOverdue($message['due_at']));
        $others = array_values(array_diff($online, array_column($overdue, 'holder'))) ?: $online;
        $target = $uniqId !== '' ? $uniqId : $others[count($others) - 1];
        [$texts, $hasAll] = [[], true];
        foreach ($messages as ['id' => $id, 'text' => $text, 'created_at' => $at, 'holder' => $holder, 'due_at' => $due]) {
            if (in_array($holder, $online, true) && $due !== null && !$isOverdue($due)) {
                continue; // on its way
            }
            // Whoever changes the row has the message: the condition holds for one of those who try.
            $isDue = $due === null ? 'due_at IS NULL' : 'due_at = ' . (int)$due;
            $isMine = sql("UPDATE queued_message SET holder = ?, due_at = ? WHERE id = ? AND holder = ? AND $isDue", [$target, $next, $id, $holder]);
            if ($isMine->rowCount() === 1) {
                $texts[] = json('message', id: (int)$id, at: (int)$at, text: $text);
            } else {
                $hasAll = false;
            }
        }
        if (count($messages) === self::AT_ONCE) {
            // Those behind wait for the acknowledgements. Nobody has to look at them before.
            sql("UPDATE queued_message SET due_at = $next WHERE customer_id = ? AND id > ? AND (due_at <= $now OR due_at > $late)", [$customer, $id]);
        }
        // One command, so that they arrive in this order.
        $texts === [] || NetBus::singleCastBulk(['uniqIds' => [$target], 'data' => $texts]);
        return $hasAll;
    }

    /** @param list<int> $ids */
    public static function acknowledge(string $customer, array $ids): void
    {
        $ids === [] || sql('DELETE FROM queued_message WHERE customer_id = ? AND id IN (?)', [$customer, $ids]);
    }

    /** Messages whose acknowledgement has not come, and those whose sender died before it delivered them. */
    public static function deliverDue(): void
    {
        $due = [time(), self::nextTry() + self::AHEAD];
        $customers = sql('SELECT DISTINCT customer_id FROM queued_message WHERE due_at <= ? OR due_at > ? LIMIT 500', $due);
        foreach ($customers->fetchAll(PDO::FETCH_COLUMN) as $customer) {
            self::deliver($customer);
        }
    }
}

final class Deliveries implements EventInterface
{
    public function onOpen(ConnOpen $open): void
    {
    }

    public function onMessage(Transfer $message): void
    {
        $customer = $message->getCustomerId();
        if ($customer === '') {
            $customer = ticketUser($message->getData());
            $customer === null || Queue::expect($customer);
            welcome($message);
            $customer === null || Queue::deliver($customer, $message->getUniqId());
            return;
        }
        $ids = fields($message)['ack'] ?? null;
        // The customer is the one that the gateway knows: nobody acknowledges what is another's.
        if (is_array($ids)) {
            Queue::acknowledge($customer, array_values(array_filter(array_slice($ids, 0, 500), is_int(...))));
            Queue::deliver($customer, $message->getUniqId());
        }
    }

    public function onClose(ConnClose $close): void
    {
    }
}

if (!isStarted(__FILE__)) {
    return;
}
Queue::createTable();
if (($argv[1] ?? 'work') === 'send') {
    if (($argv[2] ?? '') === '' || !isset($argv[3])) {
        fwrite(STDERR, "usage: php offline-queue.php send CUSTOMER TEXT\n");
        exit(2);
    }
    Queue::add($argv[2], $argv[3]);
    Queue::deliver($argv[2]);
    exit;
}
signature('');
serve(new Deliveries(), Event::OnMessage, Queue::deliverDue(...));
