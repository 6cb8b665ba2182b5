--TEST--
A constructor may make references of where the instance is kept: the instance is kept where they lead in the end
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\Container;

final class Referring extends Container
{
    public static mixed $elsewhere = null;

    public static function refer(): void
    {
        $here = null;
        self::$instance = &$here;
    }

    public function __construct()
    {
        self::$instance = &self::$elsewhere;
        // takes the memory of the reference that is gone
        $GLOBALS['references'] = array_map(static function (int $number): array {
            $one = [&$number];
            return $one;
        }, range(1, 100));
    }
}

Referring::refer();
$made = Referring::getInstance();
var_dump($made === Referring::$elsewhere, $made === Referring::getInstance());
var_dump(array_column($references, 0) === range(1, 100));
--EXPECT--
bool(true)
bool(true)
bool(true)
