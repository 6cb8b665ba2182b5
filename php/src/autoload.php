<?php
/*
 * Loaded by Composer in every request. Declares the functions of the namespace for code that calls them before it uses
 * any class: with netsvr.functions=auto the extension declares them no earlier. Where the extension is not there,
 * whoever uses it is told so.
 */
declare(strict_types=1);

namespace NetsvrBusiness;

use NetsvrBusiness\Support\Extension;

if (!function_exists('NetsvrBusiness\milliSleep')) {
    function milliSleep(int $millisecond): void
    {
        Native\Functions::milliSleep($millisecond);
    }
}

if (!function_exists('NetsvrBusiness\workerAddrConvertToHex')) {
    function workerAddrConvertToHex(string $workerAddr): string
    {
        return Native\Functions::workerAddrConvertToHex($workerAddr);
    }
}

if (!function_exists('NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex')) {
    function uniqIdConvertToWorkerAddrAsHex(string $uniqId): string
    {
        return Native\Functions::uniqIdConvertToWorkerAddrAsHex($uniqId);
    }
}

if (!Extension::isThere()) {
    spl_autoload_register([Extension::class, 'autoload']);
}
