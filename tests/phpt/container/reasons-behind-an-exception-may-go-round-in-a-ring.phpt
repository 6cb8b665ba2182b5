--TEST--
An exception may be given a reason whose own reasons go round in a ring, as any exception of PHP may
--EXTENSIONS--
netsvr
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Exception\ClassNotFoundException;
use NetsvrTests\Support\Setup;

Setup::endAfter(10);
$ring = new RuntimeException('ring');
$ring->__construct('ring', 0, $ring);
$exception = new ClassNotFoundException('not here', 'Some\\Name', $ring);
var_dump($exception->getMessage(), $exception->getClass(), $exception->getPrevious() === $ring);
echo "its constructor again, as PHP's own\n";
$exception->__construct('not there', 'Other\\Name', new LogicException('other'));
var_dump($exception->getMessage(), $exception->getClass(), $exception->getPrevious()->getMessage());
?>
--EXPECT--
string(8) "not here"
string(9) "Some\Name"
bool(true)
its constructor again, as PHP's own
string(9) "not there"
string(10) "Other\Name"
string(5) "other"
