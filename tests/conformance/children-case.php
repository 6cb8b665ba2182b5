<?php
/*
 * Runs one scene of children.php: reads {"source", "scene", "needed"} from stdin, compiles the source and plays the
 * scene. The last line of the output is a JSON object, scene => calls.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

require __DIR__ . '/../support/autoload.php';
error_reporting(E_ALL & ~E_DEPRECATED);
ini_set('display_errors', 'stderr');
pcntl_alarm(20);
\NetsvrTests\Support\requirePsr();
require __DIR__ . '/provider.php';

['source' => $source, 'scene' => $scene, 'needed' => $needed, 'class' => $class] = json_decode(
    (string)stream_get_contents(STDIN),
    true,
    512,
    JSON_THROW_ON_ERROR
);
if (str_contains($class, 'Workerman')) {
    // LengthProtocolV5 is for 5
    (str_ends_with($class, 'V5') ? \NetsvrTests\Support\Host::Workerman5 : \NetsvrTests\Support\Host::Workerman4)->load();
    // a loop that does not run: main sockets hand their connections to it
    \Workerman\Timer::init(\Workerman\Worker::$globalEvent = new \Workerman\Events\Select());
    // That of the stand-in is only looked at; the package makes one.
    extension_loaded('netsvr') || str_ends_with($class, 'V5') || require __DIR__ . '/TcpConnection.php';
}
eval($source);
$played = (new ChildScenes($class, $needed))->play($scene);
echo "\n", json_encode($played, JSON_THROW_ON_ERROR), "\n";
