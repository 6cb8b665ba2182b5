--TEST--
tools/install.sh does not repeat what PHP complains of in its php.ini, a netsvr.so that is not there yet perhaps
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux' || !in_array(php_uname('m'), ['x86_64', 'aarch64'], true)) {
    die('skip the installer is for Linux');
}
?>
--FILE--
<?php
$folder = sys_get_temp_dir() . '/netsvr-complaint-' . bin2hex(random_bytes(6));
mkdir("$folder/root", 0755, true);
file_put_contents("$folder/php.ini", "extension=netsvr-that-is-not-there.so\n");
file_put_contents("$folder/php", sprintf("#!/bin/sh\nPHPRC=%s exec %s \"\$@\"\n", escapeshellarg($folder), escapeshellarg(PHP_BINARY)));
chmod("$folder/php", 0755);
echo 'PHP complains: ', str_contains((string)shell_exec("$folder/php -r '' 2>&1"), 'netsvr-that-is-not-there') ? 'yes' : 'no', "\n";
exec(sprintf(
    'DESTDIR=%s PHP=%s SAPIS=none sh %s %s 2>&1',
    "$folder/root",
    "$folder/php",
    escapeshellarg(dirname(__DIR__, 3) . '/tools/install.sh'),
    escapeshellarg((string)getenv('NETSVR_SO'))
), $lines, $status);
echo "status $status\n";
echo 'the installer repeats it: ', str_contains(implode("\n", $lines), 'netsvr-that-is-not-there') ? implode("\n", $lines) : 'no', "\n";
exec('rm -r ' . escapeshellarg($folder));
?>
--EXPECT--
PHP complains: yes
status 0
the installer repeats it: no
