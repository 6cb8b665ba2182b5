--TEST--
API 8: addrConvertToHex, uniqIdConvertToAddrAsHex, repeatedFieldToArray and milliSleep, in each mode of netsvr.functions
--FILE--
<?php
$script = tempnam(sys_get_temp_dir(), 'netsvr-functions-');
file_put_contents($script, <<<'PHP'
    <?php
    declare(strict_types=1);
    $names = ['addrConvertToHex', 'uniqIdConvertToAddrAsHex', 'repeatedFieldToArray', 'milliSleep', 'workerAddrConvertToHex', 'uniqIdConvertToWorkerAddrAsHex'];
    $there = static fn(): string => implode('', array_map(static fn(string $name): int => (int)function_exists("NetsvrBusiness\\$name"), $names));
    echo $there(), ' ';
    $message = new NetsvrProtocol\UniqIdListResp(['uniqIds' => ['a', 'b']]);
    echo $there(), "\n";
    if (!function_exists('NetsvrBusiness\milliSleep')) {
        return;
    }
    // The name is resolved, and what is converted is what it leads to.
    echo NetsvrBusiness\addrConvertToHex('127.0.0.1:6072'), ' ', NetsvrBusiness\addrConvertToHex(addr: 'localhost:6072'), "\n";
    echo NetsvrBusiness\uniqIdConvertToAddrAsHex(uniqId: '7f00000117ad6621e43b00000001'), "\n";
    echo json_encode(NetsvrBusiness\repeatedFieldToArray(repeatedField: $message->getUniqIds())), "\n";
    NetsvrBusiness\milliSleep(1);
    try {
        NetsvrBusiness\repeatedFieldToArray([]);
    } catch (TypeError $error) {
        echo strtok($error->getMessage(), ','), "\n";
    }
    echo (new ReflectionFunction('NetsvrBusiness\repeatedFieldToArray'))->getParameters()[0]->getType(), "\n";
    try {
        NetsvrBusiness\addrConvertToHex('no-such-host.invalid:1');
    } catch (RuntimeException $error) {
        echo $error->getMessage(), "\n";
    }
    PHP);
preg_match('~/\S*netsvr\.so$~m', (string)file_get_contents('/proc/self/maps'), $extension);
foreach (['auto', '1', '0'] as $mode) {
    echo "-- $mode\n";
    $command = [PHP_BINARY, '-n', '-d', "extension=$extension[0]", '-d', 'netsvr.api=8', '-d', "netsvr.functions=$mode", $script];
    passthru(implode(' ', array_map(escapeshellarg(...), $command)));
}
unlink($script);
?>
--EXPECT--
-- auto
000000 111100
7f00000117b8 7f00000117b8
7f00000117ad
["a","b"]
NetsvrBusiness\repeatedFieldToArray(): Argument #1 ($repeatedField) must be of type NetsvrProtocol\RepeatedField
NetsvrProtocol\RepeatedField
gethostbyname failed: no-such-host.invalid
no IPv4 address was found for the host of the worker address no-such-host.invalid:1: check its spelling, and the DNS and /etc/hosts of this machine (in a container, those of the container)
-- 1
111100 111100
7f00000117b8 7f00000117b8
7f00000117ad
["a","b"]
NetsvrBusiness\repeatedFieldToArray(): Argument #1 ($repeatedField) must be of type NetsvrProtocol\RepeatedField
NetsvrProtocol\RepeatedField
gethostbyname failed: no-such-host.invalid
no IPv4 address was found for the host of the worker address no-such-host.invalid:1: check its spelling, and the DNS and /etc/hosts of this machine (in a container, those of the container)
-- 0
000000 000000
