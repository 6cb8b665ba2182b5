--TEST--
netsvr.functions=0 leaves the three functions to the original package's autoloader
--INI--
netsvr.functions=0
--FILE--
<?php
foreach (['milliSleep', 'workerAddrConvertToHex', 'uniqIdConvertToWorkerAddrAsHex'] as $name) {
    var_dump(function_exists("NetsvrBusiness\\$name"));
}
eval('namespace NetsvrBusiness; function milliSleep(int $millisecond): void { echo "the other one\n"; }');
\NetsvrBusiness\milliSleep(1);
?>
--EXPECT--
bool(false)
bool(false)
bool(false)
the other one
