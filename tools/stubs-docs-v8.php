<?php
/*
 * The texts of php-stubs/v8: those of stubs-docs.php, in the shape that it describes, and what API 8 has otherwise. Gives
 * a function from the one to the other.
 */
declare(strict_types=1);

$paragraphs = static fn(string ...$parts): string => implode("\n\n", $parts);
$tags = static fn(string ...$lines): string => implode("\n", $lines);

// -- the questions, which give objects

$asked = static fn(string $text): string
    // What a list of results was is said by the class of the result.
    => (string)preg_replace('~\n?@return [^\n]*~', '', str_replace(" One entry for each gateway, in the order in which they were added.", '', $text));
$rows = static fn(string $row): string => $paragraphs(
    'Flat rows, those of a gateway together, gateways in the order in which they were added. In rows, names that look like'
        . "\nintegers are strings.",
    "@return list<array{{$row}}>"
);
$data = static fn(string $message): string => "The answers by the address of the gateway as it was given. Made when it is first looked at.\n\n"
    . "@var array<string, \\NetsvrProtocol\\$message>";
/** Text, message, row, other methods. */
$ret = static fn(string $text, string $message, string $row, array $methods = []): array => [
    'class' => $paragraphs($text, 'As JSON it is its rows. Cannot be serialized.'),
    'properties' => ['data' => $data($message)],
    'methods' => $methods + [
        'toArray' => $rows($row),
        'jsonSerialize' => $paragraphs('The rows of toArray().', "@return list<array{{$row}}>"),
    ],
];
$connection = 'customerId: string, session: string, topics: list<string>';
$byCustomer = 'customerId: string, uniqId: string, session: string, topics: list<string>';
$allUniqIds = $paragraphs('The uniqIds of all gateways, one behind the other.', '@return list<string>');
$metrics = 'addr: string, item: int, count: int, meanRate: float, rate1: float, rate5: float, rate15: float';
$answers = [
    'UniqIdCount' => $ret('The number of clients.', 'UniqIdCountResp', 'addr: string, count: int', [
        'getCount' => 'The sum of all gateways.',
    ]),
    'CustomerIdCount' => $ret('The number of customers that have a connection.', 'CustomerIdCountResp', 'addr: string, count: int'),
    'TopicCount' => $ret('The number of topics.', 'TopicCountResp', 'addr: string, count: int'),
    'UniqIdList' => $ret('The uniqIds of all clients.', 'UniqIdListResp', 'addr: string, uniqIds: list<string>', [
        'getUniqIds' => $allUniqIds,
    ]),
    'CustomerIdList' => $ret(
        'The customers that have a connection.',
        'CustomerIdListResp',
        'addr: string, customerIds: list<string>'
    ),
    'TopicList' => $ret('All topics.', 'TopicListResp', 'addr: string, topics: list<string>'),
    'CheckOnline' => $ret('Which of the clients are connected.', 'CheckOnlineResp', 'addr: string, uniqIds: list<string>', [
        'getUniqIds' => $paragraphs(
            'The uniqIds of those that are, each once. One that looks like an integer is an int.',
            '@return list<string|int>'
        ),
        'has' => 'Whether a client is connected.',
        'initCache' => 'Does nothing: what has() looks into follows $data by itself.',
    ]),
    'ConnInfo' => $ret('What the gateways keep for clients.', 'ConnInfoResp', "addr: string, uniqId: string, $connection", [
        'getItems' => $paragraphs(
            'By uniqId. One that looks like an integer is an int as a key, as PHP has it.',
            '@return array<array-key, \NetsvrProtocol\ConnInfoRespItem>'
        ),
    ]),
    'ConnInfoByCustomerId' => $ret(
        'What the gateways keep for the connections of customers.',
        'ConnInfoByCustomerIdResp',
        "addr: string, $byCustomer",
        [
            'getItems' => $paragraphs(
                "The connections of all gateways together, by customerId. One that looks like an integer is an int as a key, as\n"
                    . 'PHP has it.',
                '@return array<array-key, list<\NetsvrProtocol\ConnInfoByCustomerIdRespItem>>'
            ),
            'getUniqIds' => $allUniqIds,
        ]
    ),
    'TopicUniqIdCount' => $ret(
        'The number of subscribers of topics; a row for each topic.',
        'TopicUniqIdCountResp',
        'addr: string, topic: string, count: int'
    ),
    'TopicCustomerIdCount' => $ret(
        'The number of customers that are subscribed to topics; a row for each topic.',
        'TopicCustomerIdCountResp',
        'addr: string, topic: string, count: int'
    ),
    'TopicUniqIdList' => $ret(
        'The subscribers of topics; a row for each topic.',
        'TopicUniqIdListResp',
        'addr: string, topic: string, uniqIds: list<string>'
    ),
    'TopicCustomerIdList' => $ret(
        'The customers that are subscribed to topics; a row for each topic.',
        'TopicCustomerIdListResp',
        'addr: string, topic: string, customerIds: list<string>'
    ),
    'TopicCustomerIdToUniqIdsList' => $ret(
        'The customers that are subscribed to topics, with the connections that are; a row for each pair.',
        'TopicCustomerIdToUniqIdsListResp',
        'addr: string, topic: string, customerId: string, uniqIds: list<string>'
    ),
    'Metrics' => $ret('The counters of the gateways; a row for each counter.', 'MetricsResp', $metrics, [
        'toArray' => $paragraphs(
            'Flat rows, those of a gateway together, gateways in the order in which they were added.',
            $tags('@param int $precision decimal places of the rates, as for round()', "@return list<array{{$metrics}}>")
        ),
    ]),
    'Limit' => $ret('The limits in force.', 'LimitResp', 'addr: string, onMessage: int, onOpen: int'),
];

// -- sockets

$heartbeatMessage = '@param string $heartbeatMessage what the gateway expects as a heartbeat (its HeartbeatMessage under [%s])';
$interval = '@param int $heartbeatIntervalMillisecond milliseconds between two heartbeats: 10 to 3,600,000';
$outOfBounds = '@throws \ValueError for a number that is not allowed';

/** The texts of a socket, whose address has a name of its own. */
$socket = static function (array $texts): array {
    if (isset($texts['methods']['getWorkerAddr'])) {
        $texts['methods']['getAddr'] = 'The address of the gateway, as it was given: `host:port`.';
        unset($texts['methods']['getWorkerAddr']);
    }
    return $texts;
};
$mainSocketConstructor = static fn(bool $workerman): string => $tags(
    '@param string $logPrefix put in front of every log line, with a blank behind it; may be empty',
    '@param \Psr\Log\LoggerInterface $logger takes info, warning and error lines',
    '@param \NetsvrBusiness\Contract\EventInterface $event takes the events',
    '@param int $events what is to be forwarded: constants of \NetsvrProtocol\Event, joined by `|`',
    '@param \NetsvrBusiness\Contract\SocketInterface $socket connects to the worker address of the gateway; given away to this object',
    sprintf($heartbeatMessage, 'Worker'),
    $interval,
    ...($workerman ? ['@param \Workerman\Events\EventInterface $eventLoop the loop that reads the connection'] : []),
    ...[$outOfBounds]
);

return static function (array $docs) use (
    $answers, $asked, $socket, $mainSocketConstructor, $heartbeatMessage, $interval, $outOfBounds, $tags, $paragraphs
): array {
    $classes = array_map($socket, $docs['classes']);

    $netBus = &$classes['NetsvrBusiness\NetBus'];
    $netBus['class'] = preg_replace(
        '~Requests go over its\s+task sockets; one-way commands prefer .*?for the gateway\.~s',
        "Everything goes over its task\nsockets, to the task addresses of the gateways; main sockets only bring events.",
        $netBus['class']
    );
    $methods = &$netBus['methods'];
    foreach (array_keys($answers) as $answer) {
        $methods[lcfirst($answer)] = $asked($methods[lcfirst($answer)]);
    }
    $methods['metrics'] = preg_replace('~@param int \$precision[^\n]*\n?~', '', $methods['metrics']);
    $methods['connInfoByCustomerId'] = str_replace('list<string|int>|string $', 'list<string|int>|string|int $', $methods['connInfoByCustomerId']);
    $methods['limit'] = strtr($methods['limit'], ['$workerAddr' => '$addr', 'this worker address' => 'this address']);
    $methods['sendToSockets'] = str_replace(': over the main sockets where there are any, else over the task sockets', '', $methods['sendToSockets']);
    foreach (['sendToSocketBy%sAsHex', 'getUniqIdsGroupBy%sAsHex'] as $name) {
        $methods[sprintf($name, 'Addr')] = str_replace('$workerAddrAsHex', '$addrAsHex', $methods[sprintf($name, 'WorkerAddr')]);
        unset($methods[sprintf($name, 'WorkerAddr')]);
    }
    $repeated = $methods['repeatedFieldToArray'];
    unset($methods['repeatedFieldToArray'], $netBus, $methods);

    foreach ($answers as $answer => $texts) {
        $classes["NetsvrBusiness\\Ret\\{$answer}Ret"] = $texts;
    }

    $task = &$classes['NetsvrBusiness\TaskSocket'];
    $task['class'] = str_replace(
        'close() closes it.',
        "close() closes it.\n\nIn a process of Workerman that has workers, or of Swoole, a timer keeps it alive while it is connected.",
        $task['class']
    );
    $task['properties'] += ['timerId' => 'Of the heartbeat.', 'heartbeatIntervalMillisecond' => 'Milliseconds.'];
    $task['methods']['__construct'] = str_replace(
        $outOfBounds,
        $tags(sprintf($heartbeatMessage, 'Task'), $interval, $outOfBounds),
        $task['methods']['__construct']
    );
    $task['methods'] += [
        'loopHeartbeat' => 'Starts the timer, unless it runs or there is no loop to run it.',
        'connect' => 'Connects, and starts the timer. False, and an error in the log, when that fails.',
        'close' => 'Stops the timer and closes the connection.',
    ];
    unset($task, $classes['NetsvrBusiness\Workerman\TaskSocket']);

    foreach (['NetsvrBusiness\MainSocket' => false, 'NetsvrBusiness\Workerman\MainSocket' => true] as $class => $workerman) {
        $classes[$class]['methods']['__construct'] = $mainSocketConstructor($workerman);
        $classes[$class]['methods']['unregister'] = <<<'TEXT'
            Tells the gateway over this connection to send no more events, and handles those that were on their way. False,
            and an error in the log, when that fails.
            TEXT;
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
        The frame of the protocol for connections of Workerman 5's own. Implements Workerman\Protocols\ProtocolInterface where
        that is there.
        TEXT;

    $functions = [];
    foreach ($docs['functions'] as $name => $text) {
        $functions[str_replace(['workerAddrConvert', 'WorkerAddr'], ['addrConvert', 'Addr'], $name)]
            = str_replace(['A worker address', '$workerAddr'], ['An address', '$addr'], $text);
    }
    $functions['NetsvrBusiness\repeatedFieldToArray'] = $repeated;
    $native = &$classes['NetsvrBusiness\Native\Functions']['methods'];
    $native = array_combine(array_map(
        static fn(string $name): string => str_replace(['workerAddrConvert', 'WorkerAddr'], ['addrConvert', 'Addr'], $name),
        array_keys($native)
    ), $native) + ['repeatedFieldToArray' => 'As the function.'];
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
