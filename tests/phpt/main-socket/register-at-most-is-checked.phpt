--TEST--
registerAtMost() takes 1 to 64, before start() and run()
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use NetsvrBusiness\MainSocketManager;
use NetsvrTests\Support\Setup;

Setup::endAfter(20);
$manager = new MainSocketManager();
foreach ([0, -1, 65, 1, 64] as $processes) {
    try {
        $manager->registerAtMost($processes);
        echo "$processes is taken\n";
    } catch (ValueError $error) {
        echo $error->getMessage(), "\n";
    }
}
$manager->run(static function (MainSocketManager $manager): void {
    try {
        $manager->registerAtMost(1);
    } catch (Error $error) {
        echo $error->getMessage(), "\n";
    }
    $manager->close();
}, 10);
?>
--EXPECT--
NetsvrBusiness\MainSocketManager::registerAtMost(): Argument #1 ($processes) must be between 1 and 64
NetsvrBusiness\MainSocketManager::registerAtMost(): Argument #1 ($processes) must be between 1 and 64
NetsvrBusiness\MainSocketManager::registerAtMost(): Argument #1 ($processes) must be between 1 and 64
1 is taken
64 is taken
MainSocketManager::registerAtMost() comes before start() and run()
