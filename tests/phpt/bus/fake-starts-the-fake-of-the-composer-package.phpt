--TEST--
fake(): starts the fake of the Composer package, with what it is given; where there is none, it says which package has it
--EXTENSIONS--
netsvr
--FILE--
<?php
use NetsvrBusiness\NetBus;

try {
    NetBus::fake();
} catch (Error $error) {
    echo get_class($error), ': ', $error->getMessage(), "\n";
}

spl_autoload_register(static function (string $class): void {
    echo "asked for $class\n";
    if ($class === 'NetsvrBusiness\Testing\NetBusFake') {
        eval(<<<'PHP'
            namespace NetsvrBusiness\Testing;
            final class NetBusFake
            {
                private function __construct(public readonly array $started)
                {
                }

                public static function start(string|array $workerAddrs = '127.0.0.1:6061', bool $record = true): self
                {
                    return new self([$workerAddrs, $record]);
                }
            }
            PHP);
    }
});
$show = static function (object $fake): void {
    echo get_class($fake), ' ', json_encode($fake->started, JSON_UNESCAPED_SLASHES), "\n";
};
$show(NetBus::fake());
$show(NetBus::fake('10.0.0.1:6061'));
$show(NetBus::fake(['10.0.0.1:6061', '10.0.0.2:6061'], false));
$show(NetBus::fake(record: false));
try {
    NetBus::fake(null);
} catch (TypeError $error) {
    echo $error->getMessage(), "\n";
}
?>
--EXPECT--
Error: NetsvrBusiness\NetBus::fake() needs the class NetsvrBusiness\Testing\NetBusFake, which no autoloader has found: it is part of the Composer package netsvr/netsvr-php (composer require netsvr/netsvr-php)
asked for NetsvrBusiness\Testing\NetBusFake
NetsvrBusiness\Testing\NetBusFake ["127.0.0.1:6061",true]
NetsvrBusiness\Testing\NetBusFake ["10.0.0.1:6061",true]
NetsvrBusiness\Testing\NetBusFake [["10.0.0.1:6061","10.0.0.2:6061"],false]
NetsvrBusiness\Testing\NetBusFake ["127.0.0.1:6061",false]
NetsvrBusiness\NetBus::fake(): Argument #1 ($workerAddrs) must be of type array|string, null given
