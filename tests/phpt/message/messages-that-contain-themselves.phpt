--TEST--
Messages that contain themselves, or lie very deep within each other, are an exception to whatever walks them
--FILE--
<?php
use Netsvr\ConnInfoResp;
use Netsvr\ConnInfoRespItem;

/** Puts elements where the setters would refuse them. */
function put(ConnInfoResp $message, array $elements): ConnInfoResp
{
    (new ReflectionProperty(Netsvr\MapField::class, 'container'))->setValue($message->getItems(), $elements);
    return $message;
}

/** Messages within each other, with as many levels. */
function nest(int $levels): ConnInfoResp
{
    for ($message = new ConnInfoResp(); --$levels > 0; $message = put(new ConnInfoResp(), ['k' => $message]));
    return $message;
}

function itself(): ConnInfoResp
{
    $message = new ConnInfoResp();
    return put($message, ['k' => $message]);
}

function ask(string $what, callable $call): void
{
    try {
        $result = $call();
        echo "$what: ", is_bool($result) ? var_export($result, true) : get_debug_type($result), "\n";
    } catch (Throwable $thrown) {
        echo "$what: ", $thrown::class, ': ', $thrown->getMessage(), "\n";
    }
}

$operations = [
    'serializeToString' => fn(ConnInfoResp $message) => $message->serializeToString(),
    'serializeToJsonString' => fn(ConnInfoResp $message) => $message->serializeToJsonString(),
    'discardUnknownFields' => fn(ConnInfoResp $message) => $message->discardUnknownFields(),
    'mergeFrom' => fn(ConnInfoResp $message) => (new ConnInfoResp())->mergeFrom($message),
    'clone' => fn(ConnInfoResp $message) => clone $message,
    'getItems' => fn(ConnInfoResp $message) => $message->getItems(),
    'count' => fn(ConnInfoResp $message) => count($message->getItems()),
];
foreach ($operations as $name => $operation) {
    ask("$name of itself", fn() => $operation(itself()));
    ask("$name of 100", fn() => $operation(nest(100)));
    ask("$name of 2000", fn() => $operation(nest(2000)));
}
ask('== of two that contain themselves', fn() => itself() == itself());
ask('== of 50', fn() => nest(50) == nest(50));
ask('== of 2000', fn() => nest(2000) == nest(2000));
ask('afterwards', fn() => nest(2) == nest(2));

/** Two objects whose sockets lead back to themselves. */
final class Loop extends NetsvrBusiness\Socket
{
    public mixed $main = null;
}
$main = (new ReflectionClass(NetsvrBusiness\MainSocket::class));
$sockets = [$main->newInstanceWithoutConstructor(), $main->newInstanceWithoutConstructor()];
foreach ($sockets as $main) {
    $socket = (new ReflectionClass(Loop::class))->newInstanceWithoutConstructor();
    $socket->main = $main;
    (new ReflectionProperty($main, 'socket'))->setValue($main, $socket);
}
ask('== of main sockets', fn() => $sockets[0] == $sockets[1]);

// dumping and collecting is the engine's
ob_start();
var_dump(itself());
echo str_contains(ob_get_clean(), '*RECURSION*') ? "dumped\n" : "not dumped\n";
for ($number = 0; $number < 20000; $number++) {
    itself();
}
unset($sockets, $socket, $main);
gc_collect_cycles();
for ($chain = $first = new ConnInfoResp(), $number = 0; $number < 3000; $number++) {
    $chain = put(new ConnInfoResp(), ['k' => $chain]);
}
put($first, ['k' => $chain]);
unset($first, $chain);
echo gc_collect_cycles() > 3000 ? 'collected' : 'not collected', "\n";
--EXPECT--
serializeToString of itself: RuntimeException: Messages may lie 100 deep within each other at most: is there one that contains itself?
serializeToString of 100: string
serializeToString of 2000: RuntimeException: Messages may lie 100 deep within each other at most: is there one that contains itself?
serializeToJsonString of itself: RuntimeException: Messages may lie 100 deep within each other at most: is there one that contains itself?
serializeToJsonString of 100: string
serializeToJsonString of 2000: RuntimeException: Messages may lie 100 deep within each other at most: is there one that contains itself?
discardUnknownFields of itself: RuntimeException: Messages may lie 100 deep within each other at most: is there one that contains itself?
discardUnknownFields of 100: null
discardUnknownFields of 2000: RuntimeException: Messages may lie 100 deep within each other at most: is there one that contains itself?
mergeFrom of itself: Exception: Expect Netsvr\ConnInfoRespItem.
mergeFrom of 100: Exception: Expect Netsvr\ConnInfoRespItem.
mergeFrom of 2000: Exception: Expect Netsvr\ConnInfoRespItem.
clone of itself: Netsvr\ConnInfoResp
clone of 100: Netsvr\ConnInfoResp
clone of 2000: Netsvr\ConnInfoResp
getItems of itself: Netsvr\MapField
getItems of 100: Netsvr\MapField
getItems of 2000: Netsvr\MapField
count of itself: int
count of 100: int
count of 2000: int
== of two that contain themselves: Error: Nesting level too deep - recursive dependency? Objects are compared down to a depth of 200
== of 50: true
== of 2000: Error: Nesting level too deep - recursive dependency? Objects are compared down to a depth of 200
afterwards: true
== of main sockets: Error: Nesting level too deep - recursive dependency? Objects are compared down to a depth of 200
dumped
collected
