--TEST--
API 8: opcache preloads classes that extend those of package v8 and name messages in either namespace
--SKIPIF--
<?php
if (!is_file(PHP_EXTENSION_DIR . '/opcache.so')) {
    die('skip there is no opcache');
}
?>
--FILE--
<?php
$folder = sys_get_temp_dir() . '/netsvr-preload-' . bin2hex(random_bytes(6));
mkdir($folder);
file_put_contents("$folder/preload.php", <<<'PHP'
    <?php
    class Events implements NetsvrBusiness\Contract\EventInterface {
        public function onOpen(Netsvr\ConnOpen $connOpen): void {}
        public function onMessage(NetsvrProtocol\Transfer $transfer): void { echo get_class($transfer), "\n"; }
        public function onClose(Netsvr\ConnClose $connClose): void {}
    }
    class Order extends Netsvr\Broadcast {}
    class Manager extends NetsvrBusiness\Workerman\MainSocketManager {}
    class Lines extends NetsvrBusiness\TaskSocket {
        protected string $heartbeatMessage;
        public function getAddr(): string { return parent::getAddr(); }
    }
    function values(): array {
        return NetsvrBusiness\repeatedFieldToArray((new Netsvr\UniqIdListResp(['uniqIds' => ['a']]))->getUniqIds());
    }
    PHP);
file_put_contents("$folder/script.php", <<<'PHP'
    <?php
    echo count(array_filter(['Events', 'Order', 'Manager', 'Lines'], fn(string $class): bool => class_exists($class, false))), "\n";
    (new Events())->onMessage(new Netsvr\Transfer());
    var_dump((new Order())->setData('x') instanceof NetsvrProtocol\Broadcast);
    echo implode(values()), "\n";
    PHP);
preg_match('~/\S*netsvr\.so$~m', (string)file_get_contents('/proc/self/maps'), $extension);
$command = [PHP_BINARY, '-n', '-d', 'zend_extension=opcache', '-d', 'opcache.enable_cli=1', '-d', 'netsvr.api=8'];
array_push($command, '-d', "opcache.preload=$folder/preload.php");
if (fileowner($folder) === 0) {
    // opcache asks root for a user.
    array_push($command, '-d', 'opcache.preload_user=root');
}
array_push($command, '-d', "extension=$extension[0]", "$folder/script.php");
passthru(implode(' ', array_map(escapeshellarg(...), $command)), $status);
echo "$status\n";
array_map(unlink(...), glob("$folder/*"));
rmdir($folder);
?>
--EXPECT--
4
NetsvrProtocol\Transfer
bool(true)
a
0
