--TEST--
An address that is none, given to the doctor
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => \NetsvrBusiness\Doctor::examine('tcp://127.0.0.1:6061'),
    where: 'Doctor::examine(): Argument #1 ($addr)',
    why: 'must be host:port',
    change: 'leave out the scheme',
);
?>
--EXPECT--
says where, why and what to change
