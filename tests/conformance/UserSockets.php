<?php
/*
 * Sockets and managers that user code has written, for the scenes of ChildScenes: of the generated implementations, which
 * note each call.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class UserSockets
{
    public function __construct(private Api $api)
    {
    }

    public function tasks(array $addresses): object
    {
        $sockets = $this->taskSockets($addresses);
        return new \NetsvrTests\Conformance\TaskSocketMangerInterface('tasks', [
            'count' => count($sockets), 'getSockets' => $sockets,
            'getSocket' => static fn(string $hex): ?object => $sockets[$hex] ?? null,
        ]);
    }

    public function mains(array $addresses): object
    {
        $sockets = $this->mainSockets($addresses);
        return new \NetsvrTests\Conformance\MainSocketManagerInterface('mains', [
            'getSockets' => $sockets, 'getSocket' => static fn(string $hex): ?object => $sockets[$hex] ?? null,
        ]);
    }

    /** @return array<string, object> each answers with an empty message */
    public function taskSockets(array $addresses): array
    {
        $sockets = [];
        foreach ($addresses as $address) {
            $cmd = '';
            $sockets[($this->api->addrConvertToHex)($address)] = new TaskSocketInterface("task $address", [
                $this->api->getAddr => $address, 'isConnected' => true, 'connect' => true,
                'send' => static function (string $data) use (&$cmd): bool {
                    $cmd = substr($data, 0, 4);
                    return true;
                },
                'receive' => static function () use (&$cmd): string {
                    return $cmd;
                },
            ]);
            unset($cmd);
        }
        return $sockets;
    }

    /** @return array<string, object> */
    public function mainSockets(array $addresses): array
    {
        $sockets = [];
        foreach ($addresses as $address) {
            $sockets[($this->api->addrConvertToHex)($address)] = new MainSocketInterface("main $address", [
                $this->api->getAddr => $address, 'connect' => true, 'register' => true, 'unregister' => true,
            ]);
        }
        return $sockets;
    }
}
