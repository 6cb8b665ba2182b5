<?php
/*
 * A task socket of a user's class, which notes who is between question and answer.
 */
declare(strict_types=1);

namespace NetsvrTests\Coroutine;

use NetsvrBusiness\TaskSocket;

final class NotingSocket extends TaskSocket
{
    public static int $sent = 0;
    public static int $inside = 0;
    public static int $most = 0;

    public function send(string $data): bool
    {
        self::$sent++;
        self::$most = max(self::$most, ++self::$inside);
        return parent::send($data);
    }

    public function receive(): string|false
    {
        try {
            return parent::receive();
        } finally {
            self::$inside--;
        }
    }
}
