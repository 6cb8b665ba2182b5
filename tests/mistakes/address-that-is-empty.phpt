--TEST--
An empty worker address: the environment variable is not set
--FILE--
<?php
namespace NetsvrTests\Mistakes;

require __DIR__ . '/support/mistake.php';

mistake(
    fn() => added(''),
    where: 'has the worker address ""',
    why: 'which is not host:port',
    change: 'is the setting or environment variable that it comes from set?',
);
?>
--EXPECT--
says where, why and what to change
