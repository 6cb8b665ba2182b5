--TEST--
TaskSocketManger holds one socket for each address, under the hexadecimal address, in order
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\TaskSocketManger;
use NetsvrTests\Support\RecordingTaskSocket;

$manager = new TaskSocketManger();
var_dump($manager instanceof TaskSocketMangerInterface, $manager->count(), $manager->getSockets());
$second = new RecordingTaskSocket('10.0.0.2:6061');
$first = new RecordingTaskSocket('10.0.0.1:6061');
$manager->addSocket($second);
$manager->addSocket($first);
var_dump($manager->count(), array_keys($manager->getSockets()));
var_dump($manager->getSocket('0a00000217ad') === $second, $manager->getSocket('0a00000117ad') === $first);
var_dump($manager->getSocket('ffffffffffff'));

echo "the same address again\n";
$other = new RecordingTaskSocket('10.0.0.2:6061');
$manager->addSocket($other);
var_dump($manager->count(), array_keys($manager->getSockets()), $manager->getSocket('0a00000217ad') === $other);

echo "closed\n";
$manager->close();
var_dump($first->calls, $second->calls, $other->calls, $manager->count());
try {
    $manager->addSocket(new ArrayObject());
} catch (TypeError) {
    echo "TypeError\n";
}
--EXPECT--
bool(true)
int(0)
array(0) {
}
int(2)
array(2) {
  [0]=>
  string(12) "0a00000217ad"
  [1]=>
  string(12) "0a00000117ad"
}
bool(true)
bool(true)
NULL
the same address again
int(2)
array(2) {
  [0]=>
  string(12) "0a00000217ad"
  [1]=>
  string(12) "0a00000117ad"
}
bool(true)
closed
array(1) {
  [0]=>
  string(5) "close"
}
array(0) {
}
array(1) {
  [0]=>
  string(5) "close"
}
int(2)
TypeError
