<?php
/* What the autoloader of an application with the PHP package declares in every request; for app.php. */
declare(strict_types=1);

namespace NetsvrBusiness;

function milliSleep(int $millisecond): void
{
}

function workerAddrConvertToHex(string $workerAddr): string
{
    return "of the application: $workerAddr";
}

function uniqIdConvertToWorkerAddrAsHex(string $uniqId): string
{
    return $uniqId;
}
