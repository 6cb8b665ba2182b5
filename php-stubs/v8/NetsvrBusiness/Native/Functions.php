<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** What the functions of the namespace NetsvrBusiness call. Use those. */
class Functions
{
    /** As the function. */
    public static function milliSleep(int $millisecond): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** As the function. */
    public static function addrConvertToHex(string $addr): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** As the function. */
    public static function uniqIdConvertToAddrAsHex(string $uniqId): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** As the function. */
    public static function repeatedFieldToArray(\NetsvrProtocol\RepeatedField $repeatedField): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
