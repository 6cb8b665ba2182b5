--TEST--
A handler of the Webman plugin whose file PHP cannot read
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => webmanProcess(
        ['work' => ['handler' => 'Chat'], 'worker_addrs' => '127.0.0.1:6061'],
        dirname(temporary('Chat.php', "<?php\nclass Chat\n{\n    public function onOpen(\n}\n")),
    ),
    where: 'Chat.php on line 5',
    why: 'Chat cannot be loaded',
    change: "ParseError: Unclosed '(' on line 4",
);
?>
--EXPECT--
says where, why and what to change
