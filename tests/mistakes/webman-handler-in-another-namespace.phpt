--TEST--
A handler of the Webman plugin in the right file, with another namespace
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => webmanProcess(
        ['work' => ['handler' => 'Chat'], 'worker_addrs' => '127.0.0.1:6061'],
        dirname(temporary('Chat.php', '<?php namespace app\socket; class Chat {}')),
    ),
    where: 'Chat.php is there',
    why: 'declares no such class',
    change: 'compare its namespace and the name of its class',
);
?>
--EXPECT--
says where, why and what to change
