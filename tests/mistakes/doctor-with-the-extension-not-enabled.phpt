--TEST--
The doctor with the extension installed, and not enabled
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

$folder = dirname(temporary('netsvr.so', (string)file_get_contents(extension())));
mistake(
    fn() => php(['-d', "extension_dir=$folder", doctor()], false),
    where: "$folder/netsvr.so",
    why: 'the extension netsvr is not loaded, though',
    change: 'write extension=netsvr into one of the files that it reads',
);
?>
--EXPECT--
says where, why and what to change
