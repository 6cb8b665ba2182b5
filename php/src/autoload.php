<?php
/*
 * Loaded by Composer in every request. Declares the functions of the namespace for code that calls them before it uses
 * any class: with netsvr.functions=auto the extension declares them no earlier. Where the extension is not there,
 * whoever uses it is told so.
 */
declare(strict_types=1);

namespace NetsvrBusiness;

use Netsvr\RepeatedField;
use NetsvrBusiness\Support\Extension;

if (!function_exists('NetsvrBusiness\milliSleep')) {
    function milliSleep(int $millisecond): void
    {
        Native\Functions::milliSleep($millisecond);
    }
}

if (Extension::isApi8()) {
    if (!function_exists('NetsvrBusiness\addrConvertToHex')) {
        function addrConvertToHex(string $addr): string
        {
            return Native\Functions::addrConvertToHex($addr);
        }
    }

    if (!function_exists('NetsvrBusiness\uniqIdConvertToAddrAsHex')) {
        function uniqIdConvertToAddrAsHex(string $uniqId): string
        {
            return Native\Functions::uniqIdConvertToAddrAsHex($uniqId);
        }
    }

    if (!function_exists('NetsvrBusiness\repeatedFieldToArray')) {
        function repeatedFieldToArray(RepeatedField $repeatedField): array
        {
            return Native\Functions::repeatedFieldToArray($repeatedField);
        }
    }
} else {
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
}

if (!Extension::isThere()) {
    spl_autoload_register([Extension::class, 'autoload']);
}
