--TEST--
netsvr.functions=auto: functions that the application's autoloader has declared stay, the others are added
--FILE--
<?php
eval('namespace NetsvrBusiness; function milliSleep(int $millisecond): void { echo "the other one\n"; }');
new Netsvr\Transfer();
NetsvrBusiness\milliSleep(1);
echo NetsvrBusiness\workerAddrConvertToHex('127.0.0.1:6061'), "\n";
try {
    throw new Netsvr\Nothing();
} catch (Error $error) {
    echo $error->getMessage(), "\n";
}
?>
--EXPECT--
the other one
7f00000117ad
Class "Netsvr\Nothing" not found
