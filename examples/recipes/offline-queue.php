<?php
/*
 * Offline queue in a database. What is sent to a customer who is away waits in a table, and is delivered at the next open. It
 * stays there until the client has acknowledged it: afterwards it never comes again.
 *
 *     APP_KEY=key php examples/recipes/offline-queue.php                      the business process; start several
 *     php examples/recipes/offline-queue.php send ann "Your order has left."  what your application does
 *
 * A client sends its ticket first (login-at-open.php ticket ann). It gets {"is":"message","id":5,"text":"…"}, does what it has
 * to do, and answers {"ack":[5]}. A message whose acknowledgement is lost comes again with the same id: the client
 * acknowledges it again, and does nothing. It keeps the ids of the last hours for that.
 *
 * business.php has all settings. ACK_SECONDS (10) is how long an acknowledgement may take before the message is sent again.
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnOpen, Event, Transfer};
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\Exception\SocketReceiveException;
use NetsvrBusiness\NetBus;

require __DIR__ . '/business.php';

/** The table, for the business processes and for the application. */
final class Queue
{
    /** So many seconds a new message is tried again for a customer who seems to be away: perhaps he is just coming. */
    private const YOUNG = 60;
    /** So many messages are on their way to a customer at most; the others follow the acknowledgements. */
    private const AT_ONCE = 100;

    /** `holder` is the connection that has the message and owes the acknowledgement; `due_at` when somebody looks again. */
    public static function createTable(): void
    {
        $number = match (database()->getAttribute(PDO::ATTR_DRIVER_NAME)) {
            'mysql' => 'BIGINT AUTO_INCREMENT PRIMARY KEY',
            'pgsql' => 'BIGSERIAL PRIMARY KEY',
            default => 'INTEGER PRIMARY KEY AUTOINCREMENT',
        };
        try {
            sql('SELECT 1 FROM queued_message WHERE id = 0');
        } catch (PDOException) {
            sql("CREATE TABLE IF NOT EXISTS queued_message (
                id $number, customer_id VARCHAR(128) NOT NULL, text TEXT NOT NULL, created_at BIGINT NOT NULL,
                holder VARCHAR(64) NOT NULL DEFAULT '', due_at BIGINT)");
            sql('CREATE INDEX queued_message_customer ON queued_message (customer_id)');
            sql('CREATE INDEX queued_message_due ON queued_message (due_at)');
        }
    }

    /**
     * Call it within the transaction that makes the message true, or without one. Then call deliver(), after the commit. If
     * the process dies before, a business process delivers it.
     */
    public static function add(string $customer, string $text): void
    {
        sql(
            'INSERT INTO queued_message (customer_id, text, created_at, due_at) VALUES (?, ?, ?, ?)',
            [$customer, $text, time(), time() + 1]
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
        $messages = sql('SELECT id, text, created_at, holder, due_at FROM queued_message
            WHERE customer_id = ? ORDER BY id LIMIT ' . self::AT_ONCE, [$customer])->fetchAll();
        if ($messages === []) {
            return;
        }
        $isSure = true;
        try {
            $found = NetBus::connInfoByCustomerId($customer, reqSession: false, reqTopic: false);
        } catch (SocketReceiveException $some) {
            // The customer may be at the gateway that has not answered.
            [$found, $isSure] = [$some->getPartialResult(), false];
        }
        $online = array_column($found[$customer] ?? [], 'uniqId');
        $uniqId === '' || $online[] = $uniqId;
        $target = $online === [] ? '' : $online[count($online) - 1];
        $texts = [];
        foreach ($messages as ['id' => $id, 'text' => $text, 'created_at' => $created, 'holder' => $holder, 'due_at' => $due]) {
            if ($target !== '' && in_array($holder, $online, true) && $due > time()) {
                continue; // on its way
            }
            $next = time() + (int)setting('ACK_SECONDS', '10');
            if ($target === '' && $isSure && $created < time() - self::YOUNG) {
                $next = null; // rests until the customer comes
            }
            // Whoever changes the row has the message: the condition holds for one of those who try.
            $isDue = $due === null ? 'due_at IS NULL' : 'due_at = ' . (int)$due;
            $isMine = sql("UPDATE queued_message SET holder = ?, due_at = ? WHERE id = ? AND holder = ? AND $isDue", [$target, $next, $id, $holder]);
            if ($target !== '' && $isMine->rowCount() === 1) {
                $texts[] = json('message', id: (int)$id, text: $text);
            }
        }
        // One command, so that they arrive in this order.
        $texts === [] || NetBus::singleCastBulk(['uniqIds' => [$target], 'data' => $texts]);
    }

    /** @param list<int> $ids */
    public static function acknowledge(string $customer, array $ids): void
    {
        $ids === [] || sql('DELETE FROM queued_message WHERE customer_id = ? AND id IN (?)', [$customer, $ids]);
    }

    /** Messages whose acknowledgement has not come, and those whose sender died before it delivered them. */
    public static function deliverDue(): void
    {
        $customers = sql('SELECT DISTINCT customer_id FROM queued_message WHERE due_at <= ? LIMIT 500', [time()]);
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
            $customer = welcome($message);
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

Queue::createTable();
if (($argv[1] ?? 'work') === 'send') {
    Queue::add($argv[2] ?? '', $argv[3] ?? '');
    Queue::deliver($argv[2] ?? '');
    exit;
}
signature('');
serve(new Deliveries(), Event::OnMessage, Queue::deliverDue(...));
