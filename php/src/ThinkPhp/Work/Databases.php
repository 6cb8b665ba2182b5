<?php
/*
 * What one event has left behind in the database connections of the application.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Work;

use Closure;
use NetsvrBusiness\Support\OpenTransaction;
use PDO;
use think\App;
use think\db\PDOConnection;
use Throwable;

/** @internal */
final class Databases
{
    public function __construct(private readonly App $app)
    {
    }

    /**
     * Ends what is open. After a failure it also ends connections that no longer answer, so that they are made anew: without
     * break_reconnect, ThinkPHP would take a connection that the server has ended for as long as the process lives.
     *
     * @param string $who has been at work
     * @param bool $failed whether it has thrown
     * @return list<Throwable> to be reported: the transactions, and what went wrong with them
     */
    public function reset(string $who, bool $failed): array
    {
        $reports = [];
        foreach ($this->connections() as $name => $connection) {
            $pdo = $connection->getPdo();
            $isOpen = $pdo instanceof PDO && $pdo->inTransaction();
            // The connection counts, too; one that is ended by the server, or by DDL, it counts on.
            $level = Closure::bind(fn(): int => (int)$this->transTimes, $connection, PDOConnection::class)();
            if (!$isOpen && $level === 0) {
                $failed && $pdo instanceof PDO && !self::answers($pdo) && $connection->close();
                continue;
            }
            $reports[] = new OpenTransaction($who, (string)$name, max(1, $level), 'Db::transaction()');
            try {
                $isOpen && $pdo->rollBack();
            } catch (Throwable $thrown) {
                $reports[] = $thrown;
            }
            // It connects again when it is used; the server rolls back what is open on a connection that ends.
            $connection->close();
        }
        return $reports;
    }

    private static function answers(PDO $pdo): bool
    {
        try {
            return $pdo->query('SELECT 1') !== false;
        } catch (Throwable) {
            return false;
        }
    }

    /** @return array<string, PDOConnection> those that there are; none is made */
    private function connections(): array
    {
        if (!$this->app->exists('db')) {
            return [];
        }
        $db = $this->app->make('db');
        // The method is as old as think-orm 2.0.56: before, it would be one of the connection.
        $instances = method_exists($db, 'getInstance') ? $db->getInstance() : Closure::bind(fn(): array => $this->instance, $db, $db::class)();
        return array_filter($instances, static fn(mixed $it): bool => $it instanceof PDOConnection);
    }
}
