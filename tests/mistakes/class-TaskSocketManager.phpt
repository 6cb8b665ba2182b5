--TEST--
new TaskSocketManager(), spelt as it should be
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => new \NetsvrBusiness\TaskSocketManager(),
    where: 'Class "NetsvrBusiness\TaskSocketManager" not found',
    why: 'there is no NetsvrBusiness\TaskSocketManager',
    change: 'write NetsvrBusiness\TaskSocketManger',
);
?>
--EXPECT--
says where, why and what to change
