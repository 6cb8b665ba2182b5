<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/** Called by the functions of the namespace NetsvrBusiness. Use those. */
class Functions
{
    /** The same as the function. */
    public static function milliSleep(int $millisecond): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The same as the function. */
    public static function workerAddrConvertToHex(string $workerAddr): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The same as the function. */
    public static function uniqIdConvertToWorkerAddrAsHex(string $uniqId): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
