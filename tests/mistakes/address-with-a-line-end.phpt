--TEST--
A worker address with a line end behind it, as file_get_contents() gives it
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added("127.0.0.1:6061\n"),
    where: '127.0.0.1:6061\\n',
    why: 'which is not host:port',
    change: 'leave out the blanks and line ends',
);
?>
--EXPECT--
says where, why and what to change
