--TEST--
A preload script with a class that extends the Container
--SKIPIF--
<?php
!is_file(ini_get('extension_dir') . '/opcache.so') && print 'skip it is not there';
?>
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

phpSays(
    fn() => php(['-d', 'zend_extension=opcache', '-d', 'opcache.enable_cli=1', '-d', 'opcache.preload_user=root', '-d', 'opcache.preload=' . temporary('preload.php', '<?php class Mine extends NetsvrBusiness\\Container {}'), '-r', '']),
    words: 'Class "NetsvrBusiness\Container" not found',
    where: 'preload.php',
    why: 'preload',
    change: 'leave the file out',
);
?>
--EXPECT--
says where, and the page why and what to change
