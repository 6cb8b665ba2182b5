--TEST--
netsvr.functions=auto: a script that opcache has compiled while the functions were there runs where they are not
--SKIPIF--
<?php
$file = PHP_EXTENSION_DIR . '/opcache.so';
if (!is_file($file) || !extension_loaded('netsvr')) {
    die('skip there is no opcache');
}
?>
--FILE--
<?php
$folder = sys_get_temp_dir() . '/netsvr-opcache-' . bin2hex(random_bytes(6));
mkdir($folder);
file_put_contents("$folder/calls.php", <<<'PHP'
    <?php
    return static function (): string {
        try {
            return NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex('7f00000117ad6621e43b00000001');
        } catch (Error $error) {
            return $error->getMessage();
        }
    };
    PHP);
file_put_contents("$folder/with.php", '<?php new Netsvr\Transfer(); echo (require __DIR__ . "/calls.php")(), "\n";');
file_put_contents("$folder/without.php", '<?php echo (require __DIR__ . "/calls.php")(), "\n";');
file_put_contents("$folder/own.php", <<<'PHP'
    <?php
    namespace NetsvrBusiness;
    function uniqIdConvertToWorkerAddrAsHex(string $uniqId): string {
        $many = [$a = 1, $b = 2, $c = 3, $d = 4, $e = 5, $f = 6, $g = 7, $h = 8];
        return "another's, " . array_sum($many);
    }
    echo (require __DIR__ . "/calls.php")(), "\n";
    PHP);
preg_match('~/\S*netsvr\.so$~m', (string)file_get_contents('/proc/self/maps'), $extension);
foreach (['with', 'without', 'own', 'with'] as $script) {
    $command = [
        PHP_BINARY, '-n', '-d', 'zend_extension=opcache', '-d', 'opcache.enable_cli=1', '-d', "opcache.file_cache=$folder",
        '-d', 'opcache.file_cache_only=1', '-d', 'opcache.file_update_protection=0',
        '-d', "extension=$extension[0]", "$folder/$script.php",
    ];
    passthru(implode(' ', array_map(escapeshellarg(...), $command)), $status);
    echo $status === 0 ? '' : "status $status\n";
}
var_dump(count(glob("$folder/*$folder/calls.php.bin")));
passthru('rm -r ' . escapeshellarg($folder));
?>
--EXPECT--
7f00000117ad
Call to undefined function NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex()
another's, 36
7f00000117ad
int(1)
