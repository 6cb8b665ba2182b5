--TEST--
The Webman plugin without a handler, or with one that is none
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => webmanProcess(['work' => ['handler' => 'app\Nothing'], 'worker_addrs' => '127.0.0.1:6061']),
    where: 'work.handler',
    why: 'not app\Nothing',
    change: 'has to be a class that implements NetsvrBusiness\Contract\EventInterface',
);
?>
--EXPECT--
says where, why and what to change
