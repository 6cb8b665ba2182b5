--TEST--
An interface that the Container cannot implement ends the script, and says why
--FILE--
<?php
namespace Psr\Container {
    interface ContainerInterface
    {
        public function get(array $id);
        public function has(string $id): bool;
    }
}
namespace {
    register_shutdown_function(static function (): void {
        echo "shut down\n";
    });
    NetsvrBusiness\Container::getInstance();
    echo "not reached\n";
}
--EXPECTF--

Fatal error: Declaration of NetsvrBusiness\Native\Container::get(string $id): mixed must be compatible with Psr\Container\ContainerInterface::get(array $id) in %s on line %d
shut down
