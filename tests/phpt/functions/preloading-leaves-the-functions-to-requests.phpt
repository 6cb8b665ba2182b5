--TEST--
netsvr.functions=auto: a preload script that uses a class declares no functions; the requests after it do
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
    new Netsvr\Transfer();
    file_put_contents(__DIR__ . '/during', (int)function_exists('NetsvrBusiness\milliSleep'));
    require __DIR__ . '/library.php';
    PHP);
file_put_contents("$folder/library.php", <<<'PHP'
    <?php
    function convert(): string {
        return NetsvrBusiness\workerAddrConvertToHex('127.0.0.1:6061');
    }
    PHP);
file_put_contents("$folder/script.php", <<<'PHP'
    <?php
    echo (int)function_exists('NetsvrBusiness\milliSleep'), "\n";
    new Netsvr\Transfer();
    echo convert(), "\n";
    PHP);
preg_match('~/\S*netsvr\.so$~m', (string)file_get_contents('/proc/self/maps'), $extension);
$command = [PHP_BINARY, '-n', '-d', 'zend_extension=opcache', '-d', 'opcache.enable_cli=1'];
array_push($command, '-d', "opcache.preload=$folder/preload.php");
if (fileowner($folder) === 0) {
    // opcache asks root for a user.
    array_push($command, '-d', 'opcache.preload_user=root');
}
array_push($command, '-d', "extension=$extension[0]", "$folder/script.php");
passthru(implode(' ', array_map(escapeshellarg(...), $command)), $status);
echo file_get_contents("$folder/during"), "\n$status\n";
array_map(unlink(...), glob("$folder/*"));
rmdir($folder);
?>
--EXPECT--
0
7f00000117ad
0
0
