<?php
/*
 * The texts of php-stubs/v8, where API 8 is another: a function from those of stubs-docs.php, in the shape that it
 * describes. Those of the results of queries are in stubs-docs-ret.php.
 */
declare(strict_types=1);

$tags = static fn(string ...$lines): string => implode("\n", $lines);

// -- sockets

$heartbeatMessage = '@param string $heartbeatMessage the heartbeat that the gateway expects (`HeartbeatMessage` under `[%s]` of its configuration)';
$interval = '@param int $heartbeatIntervalMillisecond milliseconds between two heartbeats: 10 to 3,600,000';
$outOfBounds = '@throws \ValueError when a number is out of its range';

/** The texts of a socket, whose address has a name of its own. */
$socket = static function (array $texts): array {
    if (isset($texts['methods']['getWorkerAddr'])) {
        $texts['methods']['getAddr'] = 'The address of the gateway, as it was given: `host:port`.';
        unset($texts['methods']['getWorkerAddr']);
    }
    return $texts;
};
$mainSocketConstructor = static fn(bool $workerman): string => $tags(
    '@param string $logPrefix prefix of every log line, followed by a space; may be empty',
    '@param \Psr\Log\LoggerInterface $logger receives info, warning and error lines',
    '@param \NetsvrBusiness\Contract\EventInterface $event receives the events',
    '@param int $events which events the gateway forwards: constants of \NetsvrProtocol\Event, joined by `|`',
    '@param \NetsvrBusiness\Contract\SocketInterface $socket connects to the worker address of the gateway; belongs to this object from now on',
    sprintf($heartbeatMessage, 'Worker'),
    $interval,
    ...($workerman ? ['@param \Workerman\Events\EventInterface $eventLoop the loop that reads the connection'] : []),
    ...[$outOfBounds]
);

return static function (array $docs) use (
    $socket, $mainSocketConstructor, $heartbeatMessage, $interval, $outOfBounds, $tags
): array {
    array_walk_recursive($docs, static function (mixed &$text): void {
        $text = is_string($text)
            ? strtr($text, ['$workerAddrAsHex' => '$addrAsHex', '$workerAddr ' => '$addr ', 'worker address' => 'address'])
            : $text;
    });
    $docs = (require __DIR__ . '/stubs-docs-ret.php')($docs);
    $classes = array_map($socket, $docs['classes']);

    $netBus = &$classes['NetsvrBusiness\NetBus'];
    $netBus['class'] = preg_replace(
        '~Requests go\s+over its task sockets\..*?over its task socket\.~s',
        "Everything goes\nover its task sockets, to the task addresses of the gateways; main sockets only bring events.",
        $netBus['class']
    );
    $methods = &$netBus['methods'];
    $methods['sendToSockets'] = str_replace(': over the main sockets if there are any, otherwise over the task sockets', '', $methods['sendToSockets']);
    foreach (['sendToSocketBy%sAsHex', 'getUniqIdsGroupBy%sAsHex'] as $name) {
        $methods[sprintf($name, 'Addr')] = $methods[sprintf($name, 'WorkerAddr')];
        unset($methods[sprintf($name, 'WorkerAddr')]);
    }
    $repeated = $methods['repeatedFieldToArray'];
    unset($methods['repeatedFieldToArray'], $netBus, $methods);

    $task = &$classes['NetsvrBusiness\TaskSocket'];
    $task['class'] = str_replace(
        'close() closes it.',
        "close() closes it.\n\nIn a Workerman process that has workers, and in Swoole, a timer keeps it alive while it is connected.",
        $task['class']
    );
    $task['properties'] += ['timerId' => 'The timer of the heartbeat.', 'heartbeatIntervalMillisecond' => 'Milliseconds.'];
    $task['methods']['__construct'] = str_replace(
        $outOfBounds,
        $tags(sprintf($heartbeatMessage, 'Task'), $interval, $outOfBounds),
        $task['methods']['__construct']
    );
    $task['methods'] += [
        'loopHeartbeat' => 'Starts the timer, unless it is running or there is no event loop.',
        'connect' => 'Connects, and starts the timer. False, and an error in the log, when that fails.',
        'close' => 'Stops the timer and closes the connection.',
    ];
    unset($task, $classes['NetsvrBusiness\Workerman\TaskSocket']);

    foreach (['NetsvrBusiness\MainSocket' => false, 'NetsvrBusiness\Workerman\MainSocket' => true] as $class => $workerman) {
        $classes[$class]['methods']['__construct'] = $mainSocketConstructor($workerman);
        $classes[$class]['methods']['unregister'] = <<<'TEXT'
            Tells the gateway over this connection to send no more events, and handles those that are on their way. False,
            and an error in the log, when that fails.
            TEXT;
        unset($classes[$class]['properties']['reconnectTimerId']);
    }
    $managers = &$classes['NetsvrBusiness\MainSocketManager'];
    $managers['class'] = 'The main sockets of a process without Workerman, one for each gateway. Cannot be serialized.';
    $classes['NetsvrBusiness\Workerman\MainSocketManager'] = [
        'class' => 'The main sockets of a worker of Workerman, one for each gateway. Cannot be serialized.',
        'methods' => array_intersect_key(
            $managers['methods'],
            array_flip(['addSocket', 'start', 'registerAtMost', 'close'])
        ),
    ];
    unset($managers);
    $contract = &$classes['NetsvrBusiness\Contract\MainSocketManagerInterface'];
    $contract['class'] = 'The main sockets of a process. NetBus does not use them.';
    $contract['methods'] = array_diff_key($contract['methods'], ['getSockets' => 0, 'getSocket' => 0]);
    unset($contract);
    $classes['NetsvrBusiness\Contract\MainSocketInterface']['class'] = 'A registered connection to a gateway: it receives events.';

    foreach (['Workerman', 'Native'] as $namespace) {
        $protocol = "NetsvrBusiness\\$namespace\\LengthProtocol";
        $classes["{$protocol}V5"] = $classes[$protocol];
    }
    $classes['NetsvrBusiness\Native\LengthProtocolV5']['class'] = 'The native parent of Workerman\LengthProtocolV5.';
    $classes['NetsvrBusiness\Workerman\LengthProtocolV5']['class'] = <<<'TEXT'
        The frame of the protocol, for Workerman 5's own connections. Implements Workerman\Protocols\ProtocolInterface if that
        is installed.
        TEXT;

    $functions = [];
    foreach ($docs['functions'] as $name => $text) {
        $functions[str_replace(['workerAddrConvert', 'WorkerAddr'], ['addrConvert', 'Addr'], $name)]
            = str_replace('A address', 'An address', $text);
    }
    $functions['NetsvrBusiness\repeatedFieldToArray'] = $repeated;
    $native = &$classes['NetsvrBusiness\Native\Functions']['methods'];
    $native = array_combine(array_map(
        static fn(string $name): string => str_replace(['workerAddrConvert', 'WorkerAddr'], ['addrConvert', 'Addr'], $name),
        array_keys($native)
    ), $native) + ['repeatedFieldToArray' => 'The same as the function.'];
    unset($native);

    unset($classes['Netsvr\Constant']);
    $renamed = [];
    foreach ($classes as $name => $texts) {
        $renamed[(string)preg_replace('~^Netsvr\\\\~', 'NetsvrProtocol\\', $name)] = $texts;
    }
    $texts = ['classes' => $renamed, 'functions' => $functions] + $docs;
    array_walk_recursive($texts, static function (mixed &$text): void {
        $text = is_string($text) ? str_replace('\Netsvr\\', '\NetsvrProtocol\\', $text) : $text;
    });
    return $texts;
};
