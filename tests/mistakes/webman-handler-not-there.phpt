--TEST--
work.handler of the Webman plugin names a class that no file declares
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => webmanProcess(['work' => ['handler' => 'app\netsvr\Chat'], 'worker_addrs' => '127.0.0.1:6061']),
    where: 'app/netsvr/Chat.php',
    why: 'there is no such class, and no file',
    change: 'correct the name in config/plugin/netsvr/netsvr-php/app.php, or run composer dump-autoload',
);
?>
--EXPECT--
says where, why and what to change
