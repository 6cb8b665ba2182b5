<?php
/*
 * At which gateways this process is registered, and since when: by the lines that the extension logs at that moment, and by
 * the names that the gateways have given the registrations.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Illuminate\Contracts\Container\Container;
use NetsvrBusiness\Contract\MainSocketManagerInterface;
use NetsvrBusiness\MainSocket;
use NetsvrBusiness\Support\Extension;
use ReflectionProperty;

/** @internal */
final class Registrations
{
    private const LINE = '/(?:^| )(un)?register to (\S+) ok\.$/D';
    /** Worker address, peer and, in the last digits, the time of the connection. */
    private const CONN_ID = '/^[0-9a-f]{24,}([0-9a-f]{8})$/D';

    /** @var array<string, array{since: float, left: float|null}> the last registration, by worker address */
    private array $noted = [];

    public function __construct(private readonly Container $container)
    {
    }

    /** Takes note of what the main sockets log. */
    public function note(string $line): void
    {
        if (preg_match(self::LINE, $line, $found) !== 1) {
            return;
        }
        if ($found[1] === '') {
            $this->noted[$found[2]] = ['since' => microtime(true), 'left' => null];
        } elseif (isset($this->noted[$found[2]])) {
            $this->noted[$found[2]]['left'] = microtime(true);
        }
    }

    /** @return array<string, array{since: float, left: float|null}> the last registration, by worker address */
    public function all(): array
    {
        return $this->noted;
    }

    /** @return array<string, string> the gateways' names for the registrations that there are, by worker address */
    public function current(): array
    {
        if (!$this->container->bound(MainSocketManagerInterface::class)) {
            return [];
        }
        $connId = new ReflectionProperty(MainSocket::class, 'connId');
        $current = [];
        foreach ($this->container->make(MainSocketManagerInterface::class)->getSockets() as $socket) {
            $address = Extension::isApi8() ? $socket->getAddr() : $socket->getWorkerAddr();
            $name = (string)$connId->getValue($socket);
            if ($name !== '' && isset($this->noted[$address])) {
                $current[$address] = $name;
            }
        }
        return $current;
    }

    /** Unix time of the gateway at which the registration was made; null when its name does not tell. */
    public static function time(string $connId): ?int
    {
        return preg_match(self::CONN_ID, $connId, $found) === 1 ? (int)hexdec($found[1]) : null;
    }
}
