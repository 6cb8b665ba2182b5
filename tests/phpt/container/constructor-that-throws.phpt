--TEST--
An instance whose constructor throws is not kept, and has no destructor called, as with new
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;

final class Throwing extends Container
{
    public static bool $throws = true;

    public function __construct()
    {
        if (self::$throws) {
            throw new RuntimeException('not made');
        }
    }

    public function __destruct()
    {
        echo self::$throws ? "destructed\n" : "destructed after it was made\n";
    }
}

try {
    Throwing::getInstance();
} catch (RuntimeException $exception) {
    echo $exception->getMessage(), "\n";
}
Throwing::$throws = false;
var_dump(Throwing::getInstance() === Throwing::getInstance());
--EXPECT--
not made
bool(true)
destructed after it was made
