--TEST--
The doctor with the extension of another PHP
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

$other = strtr((string)file_get_contents(extension()), [buildId() => strtr(buildId(), '0123456789', '1234567890')]);
$folder = dirname(temporary('netsvr.so', $other));
mistake(
    fn() => php(['-d', "extension_dir=$folder", doctor()], false),
    where: "$folder/netsvr.so",
    why: 'is for another PHP than this one',
    change: 'install the one for it',
);
?>
--EXPECT--
says where, why and what to change
