<?php
/*
 * Stand-in for Workerman 5: only a type that protocols name.
 */
declare(strict_types=1);

namespace Workerman\Connection;

#[\AllowDynamicProperties]
abstract class ConnectionInterface
{
    public static array $statistics = [
        'connection_count' => 0,
        'total_request' => 0,
        'throw_exception' => 0,
        'send_fail' => 0,
    ];

    public ?string $protocol = null;
    /** @var callable|null */
    public $onMessage = null;
    /** @var callable|null */
    public $onClose = null;
    /** @var callable|null */
    public $onError = null;

    abstract public function send(mixed $sendBuffer, bool $raw = false): bool|null;

    abstract public function close(mixed $data = null, bool $raw = false): void;
}
