<?php
/*
 * What one event has left behind in the database connections of the application.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Work;

use Illuminate\Contracts\Foundation\Application;
use Illuminate\Database\Connection;
use Illuminate\Database\DatabaseManager;
use PDO;
use Throwable;

/** @internal */
final class Databases
{
    /** @var array<string, int> transactions that stay open, by connection */
    private readonly array $levels;

    /** @param bool $keepOpen whether transactions that are open now stay open: those of tests, RefreshDatabase for one */
    public function __construct(private readonly Application $app, bool $keepOpen)
    {
        $level = static fn(Connection $connection): int => $connection->transactionLevel();
        $this->levels = $keepOpen ? array_map($level, $this->connections()) : [];
    }

    /**
     * Rolls back what is open.
     *
     * @param string $who has been at work
     * @return list<Throwable> to be reported: the transactions, and what went wrong with them
     */
    public function rollBack(string $who): array
    {
        $reports = [];
        foreach ($this->connections() as $name => $connection) {
            $before = $this->levels[$name] ?? 0;
            $level = $connection->transactionLevel();
            $pdo = $connection->getRawPdo();
            // One that was begun with PDO itself is unknown to the connection.
            $raw = $level === 0 && $pdo instanceof PDO && $pdo->inTransaction();
            if ($level <= $before && !$raw) {
                continue;
            }
            $reports[] = new OpenTransaction($who, (string)$connection->getName(), max(1, $level));
            try {
                $raw ? $pdo->rollBack() : $connection->rollBack($before);
            } catch (Throwable $thrown) {
                $reports[] = $thrown;
                // The server rolls back what is open on a connection that ends.
                $connection->disconnect();
            }
        }
        return $reports;
    }

    /** What the framework's queue worker does before each job, and reads that are not bound to the writer any more. */
    public function reset(): void
    {
        foreach ($this->connections() as $connection) {
            // since Laravel 9
            if (method_exists($connection, 'resetTotalQueryDuration')) {
                $connection->resetTotalQueryDuration();
                $connection->allowQueryDurationHandlersToRunAgain();
            }
            $connection->forgetRecordModificationState();
        }
    }

    /** @return array<string, Connection> those that there are; none is made */
    private function connections(): array
    {
        $databases = $this->app->resolved('db') ? $this->app->make('db') : null;
        return $databases instanceof DatabaseManager ? $databases->getConnections() : [];
    }
}
