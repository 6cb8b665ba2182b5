--TEST--
netsvr.api=off: nothing is registered but the settings, so that other packages can have the names
--INI--
netsvr.api=off
netsvr.functions=1
netsvr.send_packet_limit=1M
--FILE--
<?php
$extension = new ReflectionExtension('netsvr');
var_dump($extension->getClasses(), $extension->getFunctions());
// Nor does anything come when it is asked for.
var_dump(class_exists('NetsvrBusiness\Container'), class_exists('NetsvrBusiness\NetBus'));
eval('namespace NetsvrBusiness; class NetBus { static function broadcast() { echo "the other one\n"; } }');
eval('namespace NetsvrBusiness; function milliSleep() { echo "the other one\n"; }');
spl_autoload_register(static function (string $class): void {
    eval('namespace NetsvrBusiness; final class Container { const WHOSE = "the other one"; }');
});
NetsvrBusiness\NetBus::broadcast();
NetsvrBusiness\milliSleep();
echo NetsvrBusiness\Container::WHOSE, "\n";
var_dump(ini_get('netsvr.send_packet_limit'), ini_set('netsvr.on_send_failure', 'throw'));
ob_start();
phpinfo(INFO_MODULES);
preg_match_all('~^(classes|functions) => .*$~m', ob_get_clean(), $lines);
echo implode("\n", $lines[0]), "\n";
?>
--EXPECT--
array(0) {
}
array(0) {
}
bool(false)
bool(false)
the other one
the other one
the other one
string(2) "1M"
string(3) "log"
classes => not registered (netsvr.api is off)
functions => not registered
