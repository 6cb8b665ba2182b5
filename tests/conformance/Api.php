<?php
/*
 * The generation of the PHP API that this PHP has, 4 or 8, and what the runners call by another name in each. Judges
 * nothing.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class Api
{
    /** The namespace of the messages, with the separator behind it. */
    public readonly string $messages;
    /** The function that makes the key of a gateway from its address. */
    public readonly string $addrConvertToHex;
    /** The method of sockets that gives their address. */
    public readonly string $getAddr;
    /** The managers of main sockets that the package has. */
    public readonly string $mainSocketManager;

    private function __construct(public readonly int $number)
    {
        $is8 = $number === 8;
        $this->messages = $is8 ? 'NetsvrProtocol\\' : 'Netsvr\\';
        $this->addrConvertToHex = 'NetsvrBusiness\\' . ($is8 ? 'addrConvertToHex' : 'workerAddrConvertToHex');
        $this->getAddr = $is8 ? 'getAddr' : 'getWorkerAddr';
        $this->mainSocketManager = 'NetsvrBusiness\\' . ($is8 ? 'Workerman\\' : '') . 'MainSocketManager';
    }

    /** That of the extension, by netsvr.api; else that of the package which NETSVR_ORIGINAL names. */
    public static function current(): self
    {
        static $current = null;
        return $current ??= new self(self::isEight() ? 8 : 4);
    }

    public function is8(): bool
    {
        return $this->number === 8;
    }

    /** The file of recorded data: `netbus`, `messages`, `api` or `children`. */
    public function file(string $kind): string
    {
        return __DIR__ . ($this->is8() ? '/data/v8/' : '/data/') . "$kind-v$this->number.json";
    }

    /** The folder of the stubs; that of those in another language, zh-CN. */
    public function stubs(string $language = ''): string
    {
        return dirname(__DIR__, 2) . '/php-stubs/' . ($language === '' ? '' : "$language/") . "v$this->number";
    }

    /** What was recorded of that kind. */
    public function recorded(string $kind): array
    {
        return json_decode((string)file_get_contents($this->file($kind)), true, 512, JSON_THROW_ON_ERROR);
    }

    /** The class of a message in the words of the other API. */
    public function otherMessage(string $name): string
    {
        return ($this->is8() ? 'Netsvr\\' : 'NetsvrProtocol\\') . $name;
    }

    /** The class of a message. */
    public function message(string $name): string
    {
        return $this->messages . $name;
    }

    private static function isEight(): bool
    {
        if (extension_loaded('netsvr')) {
            return ini_get('netsvr.api') === '8';
        }
        return is_dir(getenv('NETSVR_ORIGINAL') . '/Ret');
    }
}
