--TEST--
work.handler of the Webman plugin names a class that is no handler
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => webmanProcess(['work' => ['handler' => Bare::class], 'worker_addrs' => '127.0.0.1:6061']),
    where: 'NetsvrTests\Mistakes\Bare',
    why: 'which does not',
    change: 'write "implements \NetsvrBusiness\Contract\EventInterface" behind its name',
);

class Bare
{
    public function onMessage(): void
    {
    }
}
?>
--EXPECT--
says where, why and what to change
