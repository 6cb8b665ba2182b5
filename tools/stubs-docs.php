<?php
/*
 * The texts of php-stubs/v4: what a user of the extension reads in an IDE. Taken by stubs.php, which wants a text for
 * every class, method and function, and none for anything else.
 *
 *     classes    name => class (text), methods (name => text), properties (name => text; may be left out)
 *     functions  name => text
 *     messages   name without namespace => what it is for; its methods are written from proto/
 *     fields     field, or Message.field where it means something else => what it holds
 *     types      protobuf type => what getters and setters say of it (get, set, throws)
 */
declare(strict_types=1);

// -- said in several places

$unsent = <<<'TEXT'
    When the message cannot be sent, the logger of the task socket gets an error line; with
    netsvr.on_send_failure = throw the call throws.
    TEXT;
$oneWay = <<<'TEXT'
    @throws Exception\SocketSendException when a single frame would exceed netsvr.send_packet_limit; with
        netsvr.text_check = throw, when data is not UTF-8; with netsvr.on_send_failure = throw, when the message could
        not be sent
    TEXT;
$utf8 = '@throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8';
$elements = '@throws \TypeError when a list contains null or an array; the text names the argument and the index';
$answered = <<<'TEXT'
    @throws Exception\SocketReceiveException when a gateway cannot be reached or does not answer correctly in time
    @throws Exception\DecodeException when an answer is malformed
    TEXT;
$noAddress = '@throws \ValueError when the worker address of the socket is not `host:port`; the text shows it';
$perGateway = 'One entry for each gateway, in the order in which they were added.';
$addr = <<<'TEXT'
    @param string $workerAddr worker address of the gateway, `host:port`
    TEXT;
$timeouts = <<<'TEXT'
    @param int $sendReceiveTimeout seconds for sending, and in a request for its answer as well; at least 1
    @param int $connectTimeout seconds for connecting; at least 1
    TEXT;
$outOfBounds = '@throws \ValueError when a number is out of its range';
$logger = <<<'TEXT'
    @param string $logPrefix prefix of every log line, followed by a space; may be empty
    @param \Psr\Log\LoggerInterface $logger receives info and error lines
    TEXT;
$payload = '@param string $data command (4 bytes, big-endian) and body, without the length before them';
$hex = '@param string $workerAddrAsHex first 12 characters of the uniqIds of its clients: 12 lower-case hex characters';
$pairs = static fn(string $ids, string $id): string => <<<TEXT
    Takes an array of data by {$id}, or two arrays of the same length. Two arrays with the same keys are paired by key,
    two lists by position. One {$id} with several data gets all of them.
    TEXT;
$bulkErrors = static fn(string $ids): string => <<<TEXT
    @throws \\ValueError when `{$ids}` and `data` are of different length or have different keys, unless there is
     exactly one of `{$ids}`
    TEXT;
$paragraphs = static fn(string ...$parts): string => implode("\n\n", $parts);
$tags = static fn(string ...$lines): string => implode("\n", $lines);

// -- NetsvrBusiness\NetBus

$topicsParam = '@param list<string>|string $topics one topic or several';
$uniqIdsParam = '@param list<string>|string $uniqIds one client or several';
$customerIdsParam = '@param list<string|int>|string|int $customerIds one customer or several';
$dataParam = '@param string $data any bytes; an empty message is not delivered';
$dataAfter = '@param string $data any bytes, sent to the client afterwards; nothing is sent when empty';
$lists = static fn(string $key, string $shape): string => "@return list<array{workerAddr: string, $key: $shape}>";
$sent = $tags($utf8, $elements, $oneWay);
$asked = $tags($utf8, $elements, $answered);

$netBus = [
    'class' => <<<'TEXT'
        Pushes messages to websocket clients through the netsvr gateways, and asks the gateways about them.

        The Contract\TaskSocketMangerInterface that is bound in the Container says which gateways there are. Requests go
        over its task sockets. One-way commands prefer the main sockets of a bound Contract\MainSocketManagerInterface;
        a gateway for which it has none gets them over its task socket.

        A call about uniqIds goes to the gateways that own these clients. With only one gateway, everything goes to it.
        With several, uniqIds of gateways that are not configured are skipped, with one warning per call in the log. A
        call about customers or topics goes to all gateways. An empty list of uniqIds sends nothing.

        In lists, ints, floats, bools and Stringables become strings.

        A call that needs a task socket throws Exception\ClassNotFoundException when the Container has no manager of task
        sockets.
        TEXT,
    'methods' => [
        'connInfoUpdate' => $paragraphs(
            'Changes what the gateway keeps for a client: session, customerId, topics. Fields left empty stay as they are.',
            $tags('@throws Exception\SocketSendException as for singleCast()')
        ),
        'connInfoDelete' => $paragraphs(
            'Clears what the gateway keeps for a client. The flags of the message say which parts.',
            $tags('@throws Exception\SocketSendException as for singleCast()')
        ),
        'broadcast' => $paragraphs("Sends a message to every client of every gateway.\n$unsent", $tags($dataParam, $oneWay)),
        'multicast' => $paragraphs("Sends one message to several clients.\n$unsent", $tags($uniqIdsParam, $dataParam, $sent)),
        'multicastByCustomerId' => $paragraphs(
            "Sends one message to all connections of several customers.\n$unsent",
            $tags($customerIdsParam, $dataParam, $sent)
        ),
        'singleCast' => $paragraphs("Sends a message to one client.\n$unsent", $tags($dataParam, $utf8, $oneWay)),
        'singleCastByCustomerId' => $paragraphs(
            "Sends a message to all connections of one customer.\n$unsent",
            $tags($dataParam, $utf8, $oneWay)
        ),
        'singleCastBulk' => $paragraphs(
            "Sends each client a message of its own.\n" . $pairs('uniqIds', 'uniqId'),
            $tags(
                '@param array<string, string>|array{uniqIds: array<string>|string, data: array<string>|string} $params',
                $bulkErrors('uniqIds'),
                $sent
            )
        ),
        'singleCastBulkByCustomerId' => $paragraphs(
            "Sends each customer a message of its own, on all of its connections.\n" . $pairs('customerIds', 'customerId'),
            $tags(
                '@param array<array-key, string>|array{customerIds: array<string|int>|string|int, data: array<string>|string} $params',
                $bulkErrors('customerIds'),
                $sent
            )
        ),
        'topicSubscribe' => $paragraphs('Subscribes a client to topics.', $tags($topicsParam, $dataAfter, $sent)),
        'topicUnsubscribe' => $paragraphs('Unsubscribes a client from topics.', $tags($topicsParam, $dataAfter, $sent)),
        'topicDelete' => $paragraphs(
            'Removes topics: unsubscribes all clients from them.',
            $tags(
                $topicsParam,
                '@param string $data any bytes, sent once to each client that had one of the topics; nothing is sent when empty',
                $sent
            )
        ),
        'topicPublish' => $paragraphs(
            "Sends one message to the subscribers of topics.\n$unsent",
            $tags($topicsParam, $dataParam, $sent)
        ),
        'topicPublishBulk' => $paragraphs(
            "Sends the subscribers of each topic a message of their own.\n" . $pairs('topics', 'topic'),
            $tags(
                '@param array<array-key, string>|array{topics: array<string>|string, data: array<string>|string} $params',
                $bulkErrors('topics'),
                $sent
            )
        ),
        'forceOffline' => $paragraphs(
            'Disconnects clients: at once, or a moment after the message has been sent to them.',
            $tags($uniqIdsParam, '@param string $data any bytes, sent before; may be empty', $sent)
        ),
        'forceOfflineByCustomerId' => $paragraphs(
            'Disconnects all connections of customers: at once, or a moment after the message has been sent to them.',
            $tags($customerIdsParam, '@param string $data any bytes, sent before; may be empty', $sent)
        ),
        'forceOfflineGuest' => $paragraphs(
            'Disconnects clients that have neither a session nor a customerId; the others stay.',
            $tags(
                $uniqIdsParam,
                '@param string $data any bytes, sent before; may be empty',
                '@param int $delay seconds that the gateway waits before; 32 bits',
                '@throws \RangeException for a delay beyond 32 bits',
                $sent
            )
        ),
        'checkOnline' => $paragraphs(
            'Tells which of the clients are connected.',
            $tags($uniqIdsParam, '@return list<string> their uniqIds, gateway by gateway', $asked)
        ),
        'uniqIdList' => $paragraphs(
            "The uniqIds of all clients. $perGateway",
            $tags($lists('uniqIds', 'list<string>'), $answered)
        ),
        'uniqIdCount' => $paragraphs("The number of clients. $perGateway", $tags($lists('count', 'int'), $answered)),
        'topicCount' => $paragraphs("The number of topics. $perGateway", $tags($lists('count', 'int'), $answered)),
        'topicList' => $paragraphs("All topics. $perGateway", $tags($lists('topics', 'list<string>'), $answered)),
        'topicUniqIdList' => $paragraphs(
            "The subscribers of topics. $perGateway\nTopics that a gateway does not know are left out.",
            $tags($topicsParam, $lists('items', 'list<array{topic: string, uniqIds: list<string>}>'), $asked)
        ),
        'topicUniqIdCount' => $paragraphs(
            "The number of subscribers of topics. $perGateway\nTopics that a gateway does not know are left out.",
            $tags(
                $topicsParam,
                '@param bool $allTopic true: of all topics, $topics is ignored',
                $lists('items', 'list<array{topic: string, count: int}>'),
                $asked
            )
        ),
        'topicCustomerIdList' => $paragraphs(
            "The customers that are subscribed to topics. $perGateway\nTopics that a gateway does not know are left out.",
            $tags($topicsParam, $lists('items', 'list<array{topic: string, customerIds: list<string>}>'), $asked)
        ),
        'topicCustomerIdToUniqIdsList' => $paragraphs(
            "The customers that are subscribed to topics, each with the connections that are. $perGateway",
            $tags(
                $topicsParam,
                $lists('items', 'list<array{topic: string, items: list<array{customerId: string, uniqIds: list<string>}>}>'),
                $asked
            )
        ),
        'topicCustomerIdCount' => $paragraphs(
            "The number of customers that are subscribed to topics. $perGateway",
            $tags(
                $topicsParam,
                '@param bool $allTopic true: of all topics, $topics is ignored',
                $lists('items', 'list<array{topic: string, count: int}>'),
                $asked
            )
        ),
        'connInfo' => $paragraphs(
            "What the gateways keep for clients, by uniqId. Clients that are not connected are left out. Parts that were\n"
                . 'not asked for are empty.',
            $tags(
                $uniqIdsParam,
                '@return array<string, array{customerId: string, session: string, topics: list<string>}>',
                $asked
            )
        ),
        'connInfoByCustomerId' => $paragraphs(
            "What the gateways keep for the connections of customers, by customerId, of all gateways together. Customers\n"
                . "without a connection are left out. Parts that were not asked for are empty. A customerId that looks like\n"
                . 'an integer becomes an int key, as always in PHP.',
            $tags(
                '@param list<string|int>|string $customerIds one customer or several',
                '@return array<array-key, list<array{uniqId: string, session: string, topics: list<string>}>>',
                $asked
            )
        ),
        'metrics' => $paragraphs(
            "The gateways' counters: the count, and the rate per second on average and in the last 1, 5 and 15 minutes.\n"
                . 'One entry for each counter of each gateway.',
            $tags(
                '@param int $precision decimal places of the rates, as for round()',
                '@return list<array{workerAddr: string, item: int, count: int, meanRate: float, rate1: float, '
                    . 'rate5: float, rate15: float}>',
                $answered
            )
        ),
        'limit' => $paragraphs(
            "Sets the limits of the gateways for new connections and for messages of clients, and gives those in force.\n"
                . 'Only values above 0 are set; other values, and null, change nothing.',
            $tags(
                '@param string $workerAddr only the gateway with this worker address, `host:port`; empty: all',
                '@return list<array{workerAddr: string, onMessage: int, onOpen: int}>',
                '@throws \RuntimeException when the host of $workerAddr has no IPv4 address',
                $answered
            )
        ),
        'customerIdList' => $paragraphs(
            "The customers that have a connection. $perGateway",
            $tags($lists('customerIds', 'list<string>'), $answered)
        ),
        'customerIdCount' => $paragraphs(
            "The number of customers that have a connection. $perGateway",
            $tags($lists('count', 'int'), $answered)
        ),
        'flush' => <<<'TEXT'
            Waits until every gateway has carried out what was sent before, and says what is confirmed. All gateways are
            asked at once, each with a small request on the connection that carried the messages. A gateway works through
            a connection in order, so its answer confirms everything before it. A gateway with nothing to confirm is not
            asked.

            One entry for each gateway:

            - `workerAddr`: its worker address
            - `confirmed`: messages that it has carried out since the last answer or flush()
            - `unconfirmed`: messages whose fate is unknown: their connection has ended, no answer came in time, or the
              socket is an object of a user class. Each is reported once.
            - `acceptedOnly`: true for a main socket that is registered with several goroutines. Then the answer only proves
              that the gateway has accepted the messages, not that it has carried them out.
            - `problem`: why messages are not confirmed; null when all are confirmed

            @param float|null $timeout seconds, 0 to 86400; the sendReceiveTimeout of each socket when null
            @return list<array{workerAddr: string, confirmed: int, unconfirmed: int, acceptedOnly: bool, problem: ?string}>
            @throws \ValueError when the time is out of its range
            TEXT,
        'fake' => <<<'TEXT'
            For tests of applications: from now on no call reaches a gateway, and the fake says what was sent. The Composer
            package netsvr/netsvr-php has its class, and describes it.

                $fake = NetBus::fake();
                $order->ship();
                $fake->assertSingleCastByCustomerId(17, 'Your order has been shipped.');

            @param list<string>|string $workerAddrs the gateways, `host:port`
            @param bool $record false: what is sent is not recorded, for measurements
            @throws \Error when the package is not installed
            TEXT,
        'sendToSockets' => $paragraphs(
            'Sends a frame to every gateway: over the main sockets if there are any, otherwise over the task sockets.',
            $tags($payload, $oneWay)
        ),
        'sendToSocketByUniqId' => $paragraphs(
            'Sends a frame to the gateway of a client; does nothing when that gateway is not configured.',
            $tags($payload, $oneWay)
        ),
        'sendToSocketByWorkerAddrAsHex' => $paragraphs(
            'Sends a frame to a gateway; does nothing when that gateway is not configured.',
            $tags($hex, $payload, $oneWay)
        ),
        'getSocketByUniqId' => 'The task socket to the gateway of a client; null when that gateway is not configured.',
        'isSinglePoint' => 'Whether there is exactly one gateway.',
        'getTaskSocketManger' => 'The manager of task sockets that is bound in the Container.',
        'getUniqIdsGroupByWorkerAddrAsHex' => $paragraphs(
            'Sorts uniqIds by the gateways they belong to.',
            $tags('@param array<string> $uniqIds', '@return array<array-key, list<string>> by their first 12 characters')
        ),
        'repeatedFieldToArray' => $paragraphs('The elements of a repeated field.', '@return list<mixed>'),
        'pack' => $paragraphs(
            'Puts a command in front of a body: 4 bytes, big-endian.',
            $tags('@param int $cmd one of `\Netsvr\Cmd::*`; only its lower 32 bits are used')
        ),
        'unpack' => 'The body of a frame: what follows the 4 bytes of its command.',
    ],
];

// -- sockets

$socketMethods = [
    'getSocket' => $paragraphs(
        'The connection as a PHP stream, for stream_select() and the like.',
        '@return resource|null null while not connected'
    ),
    'getWorkerAddr' => 'The worker address of the gateway, as it was given: `host:port`.',
    'isConnected' => 'Whether there is a connection. It is not probed: the gateway may have closed it meanwhile.',
    'close' => 'Closes the connection; does nothing when there is none.',
    'connect' => 'Connects to the gateway. False, and an error in the log, when that fails.',
    'send' => $paragraphs(
        "Writes one frame. False, and an error in the log, when it is not connected or the whole frame could not be\n"
            . 'written.',
        $payload
    ),
    'receive' => $paragraphs(
        'Waits for one frame. False, and an error in the log, when it is not connected or none came in time.',
        '@return string|false command (4 bytes, big-endian) and body'
    ),
];
$socketManagerMethods = static fn(string $kind): array => [
    'getSocket' => $paragraphs("The $kind to a gateway; null when there is none.", $hex),
    'close' => "Closes all {$kind}s.",
];
$heartbeatMessage = '@param string $workerHeartbeatMessage the heartbeat that the gateway expects (`HeartbeatMessage` under `[Worker]` of its configuration)';
$interval = '@param int $heartbeatIntervalMillisecond milliseconds between two heartbeats: 10 to 3,600,000';
$mainSocket = [
    'properties' => [
        'logPrefix' => 'With the space at its end.',
        'connection' => 'The stream that the event loop watches.',
        'connId' => "The gateway's name for the registration; empty without one.",
        'heartbeatIntervalMillisecond' => 'Milliseconds.',
        'timerId' => 'The timer of the heartbeat.',
        'reconnectTimerId' => 'The timer of the next attempt to connect and register again.',
    ],
    'methods' => [
        '__construct' => $tags(
            '@param string $logPrefix prefix of every log line, followed by a space; may be empty',
            '@param \Psr\Log\LoggerInterface $logger receives info, warning and error lines',
            '@param \NetsvrBusiness\Contract\EventInterface $event receives the events',
            '@param \NetsvrBusiness\Contract\SocketInterface $socket connects to the gateway; belongs to this object from now on',
            $heartbeatMessage,
            '@param int $events which events the gateway forwards: constants of \Netsvr\Event, joined by `|`',
            '@param int $processCmdGoroutineNum how many goroutines of the gateway work on what this connection sends: 0 to 1,000;',
            '    0 means 1',
            $interval,
            $outOfBounds
        ),
        'send' => $paragraphs(
            "Sends one frame without waiting. What the gateway does not take at once is buffered and sent later. Frames\n"
                . 'that are sent while events are handled leave together afterwards.',
            $payload,
            "@throws \NetsvrBusiness\Exception\SocketSendException with netsvr.on_send_failure = throw, when it is not registered, or\n"
                . '    when more than netsvr.max_send_buffer bytes are waiting already; otherwise an error is logged'
        ),
        'getWorkerAddr' => 'The worker address of the gateway: `host:port`.',
        'connect' => 'Connects to the gateway. False, and an error in the log, when that fails.',
        'register' => 'Asks the gateway for events on this connection. False, and an error in the log, when it refuses.',
        'loopHeartbeat' => 'Starts the heartbeats that keep the connection alive.',
        'unregister' => <<<'TEXT'
            Tells the gateway to send no more events: over its task socket or, if there is none, over this connection.
            Events that are on their way are still handled. False, and an error in the log, when that fails.
            TEXT,
        'close' => 'Writes what is buffered, closes the connection, and stays closed.',
    ],
];
$exception = static fn(string $text): array => ['class' => $text, 'methods' => []];

$business = [
    'NetsvrBusiness\NetBus' => $netBus,
    'NetsvrBusiness\Container' => [
        'class' => <<<'TEXT'
            The PSR-11 container in which NetBus looks for its socket managers. setInstance() puts any other PSR-11
            container in its place. Cannot be serialized.
            TEXT,
        'methods' => [],
    ],
    'NetsvrBusiness\Native\Container' => [
        'class' => <<<'TEXT'
            The native parent of \NetsvrBusiness\Container. Use and extend that class: it is a
            \Psr\Container\ContainerInterface.
            TEXT,
        'methods' => [
            'getInstance' => 'Gives the container in use; the first call makes one.',
            'setInstance' => 'Makes any PSR-11 container the one in use, that of a framework for example.',
            'get' => $paragraphs(
                'Gives what is bound to the id. A closure runs the first time only; its result is kept.',
                '@throws \NetsvrBusiness\Exception\ClassNotFoundException when nothing is bound'
            ),
            'bind' => $paragraphs(
                'Binds an object, or a closure that makes the object at the first get().',
                $tags(
                    '@param string $id usually the name of an interface, Contract\TaskSocketMangerInterface for example',
                    '@param object $concrete the object, or a \Closure without parameters'
                )
            ),
            'has' => 'Whether something is bound to the id.',
        ],
    ],
    'NetsvrBusiness\Socket' => [
        'class' => <<<'TEXT'
            A blocking connection to a gateway that you use by hand: connect(), send(), receive(), close(). It never
            connects by itself. Cannot be serialized.
            TEXT,
        'properties' => [
            'logPrefix' => 'With the space at its end.',
            'sendReceiveTimeout' => 'Seconds.',
            'connectTimeout' => 'Seconds.',
        ],
        'methods' => [
            '__construct' => $tags($logger, $addr, $timeouts, $outOfBounds),
            '__destruct' => 'Closes the connection. With netsvr.persistent, that of a task socket stays in the process.',
            '_receive' => "For child classes with frames of their own: reads exactly this many bytes.\n\n"
                . "@throws \\NetsvrBusiness\\Exception\\SocketReceiveException when they do not come in time, or the gateway has closed the connection",
            'formatExp' => 'Writes an exception as it appears in a log line.',
        ] + $socketMethods,
    ],
    'NetsvrBusiness\TaskSocket' => [
        'class' => <<<'TEXT'
            The connection that NetBus uses. It connects on first use, and again when it has been idle for too long or when
            the gateway has closed it. Cannot be serialized.

            When the object goes away (at the latest at the end of the request), its connection stays in the process if it
            is idle, and the next task socket with this worker address uses it: netsvr.persistent. close() closes it.
            TEXT,
        'properties' => ['maxIdleTime' => 'Seconds.'],
        'methods' => [
            '__construct' => $tags(
                $logger,
                $addr,
                $timeouts,
                '@param int $maxIdleTime seconds without use after which it connects anew; choose less than the',
                '    ReadDeadline of the gateway (120 seconds by default)',
                $outOfBounds
            ),
            'send' => $paragraphs(
                "Writes one frame, and connects before if needed. False, and an error in the log, when the whole frame could\n"
                    . 'not be written.',
                $payload
            ),
        ],
    ],
    'NetsvrBusiness\Stats' => [
        'class' => <<<'TEXT'
            What has happened between this process (with a thread-safe PHP: this thread) and its gateways since it began,
            by worker address. `php --ri netsvr` and phpinfo() show the same. pool() and openMetrics() cover all processes
            that share memory. The counters are always on.
            TEXT,
        'methods' => [
            'get' => <<<'TEXT'
                The counters, one entry for each worker address that something was sent to or dropped for.

                - `workerAddr`: as given to the socket; for dropped messages the address in their uniqId, empty if there is none
                - `openConnections`: open connections, and `parkedConnections`: those of them that no object uses
                - `registeredMainSockets`: main sockets that the gateway forwards events to, and `renewingMainSockets`:
                  those that are trying to register. Main sockets over sockets written in PHP are not counted
                - `dials`: attempts to connect, and `failedDials`: those of them that failed
                - `reconnects`: connections made in place of one that was lost, had gone stale or had been idle too long
                - `takenFromParked`: how often a parked connection was used again
                - `requests`: requests that were begun
                - `failedExchanges`: requests and one-way commands that failed; a repeated request counts again
                - `sentFrames`, `sentBytes`: frames that were written whole, and all bytes written
                - `receivedFrames`, `receivedBytes`: whole frames read, and their bytes
                - `droppedForUnknownGateway`: uniqIds that were skipped because no such gateway is configured
                - `backoffUntil`: Unix time until which the gateway is not dialled; null when it may be dialled
                - `failed`: messages that failed for good, one-way commands and requests, by reason: `refused` (nobody listens),
                  `timedOut`, `paused` (not dialled in backoff), `closed` (the connection ended), `tooLarge` (above
                  netsvr.send_packet_limit, or an answer above netsvr.max_packet_size), `unknownGateway`, `bufferFull`
                  (netsvr.max_send_buffer) and `other` (a name or host that is not reached, an answer out of step, a
                  signal). A message that is too large to be sent counts under the empty `workerAddr`
                - `unconfirmed`: frames written on a connection that broke before anything showed that the gateway had received them
                - `droppedEvents`: events that found no room while a handler was busy (netsvr.max_receive_buffer)
                - `lastSuccess`: Unix time, to within some milliseconds, of the last exchange that succeeded: frames were
                  written, or an answer or event was read; null before the first one
                - `dialSeconds`: how long dials took, successful or not, as a histogram: each bucket counts the dials that took
                  at most so many seconds, those of smaller buckets included; then the sum and the number of all. Names
                  that could not be resolved are not included
                - `requestSeconds`: the same for requests

                What PHP code does with the stream of getSocket() is not counted.

                @return list<array{workerAddr: string, openConnections: int, parkedConnections: int,
                    registeredMainSockets: int, renewingMainSockets: int, dials: int, failedDials: int, reconnects: int, takenFromParked: int, requests: int, failedExchanges: int,
                    sentFrames: int, sentBytes: int, receivedFrames: int, receivedBytes: int,
                    droppedForUnknownGateway: int, backoffUntil: float|null, failed: array<string, int>,
                    unconfirmed: int, droppedEvents: int, lastSuccess: float|null,
                    dialSeconds: array{buckets: array<string, int>, sum: float, count: int},
                    requestSeconds: array{buckets: array<string, int>, sum: float, count: int}}>
                TEXT,
            'pool' => <<<'TEXT'
                The same for all processes that share memory with this one (netsvr.shared) and run as the same user: the
                children of a php-fpm master, the workers of Workerman. The sums include processes that have ended.
                `openConnections`, `parkedConnections`, the main sockets and `processes` (those that have used the gateway)
                count living processes only. Without shared memory it is this process alone.

                A process adds its new figures at the end of each request. A process that runs on adds them when it sends
                and in the loop that reads main sockets, at most once a second. Gateways that are not configured are added up
                under the empty `workerAddr`.

                @return list<array{workerAddr: string, openConnections: int, parkedConnections: int,
                    registeredMainSockets: int, renewingMainSockets: int, dials: int, failedDials: int, reconnects: int, takenFromParked: int, requests: int, failedExchanges: int,
                    sentFrames: int, sentBytes: int, receivedFrames: int, receivedBytes: int,
                    droppedForUnknownGateway: int, backoffUntil: float|null, failed: array<string, int>,
                    unconfirmed: int, droppedEvents: int, lastSuccess: float|null,
                    dialSeconds: array{buckets: array<string, int>, sum: float, count: int},
                    requestSeconds: array{buckets: array<string, int>, sum: float, count: int}, processes: int}>
                TEXT,
            'openMetrics' => <<<'TEXT'
                The figures of pool() as OpenMetrics text for Prometheus and others: `netsvr_…` with the label `gateway`. Serve it
                as `application/openmetrics-text; version=1.0.0; charset=utf-8`; examples/metrics.php does.
                TEXT,
        ],
    ],
    'NetsvrBusiness\TaskSocketManger' => [
        'class' => 'The task sockets of a process, one for each gateway. Cannot be serialized.',
        'methods' => [
            'addSocket' => $paragraphs(
                'Adds a task socket; it replaces one with the same worker address.',
                $tags($noAddress, '@throws \RuntimeException when the host of its worker address has no IPv4 address')
            ),
            'count' => 'The number of gateways.',
            'getSockets' => $paragraphs(
                'All task sockets, in the order in which they were added.',
                '@return array<array-key, Contract\TaskSocketInterface> by their worker addresses as 12 hex characters'
            ),
        ] + $socketManagerMethods('task socket'),
    ],
    'NetsvrBusiness\MainSocketManager' => [
        'class' => <<<'TEXT'
            The main sockets of a process, one for each gateway. When it is bound in the Container as
            Contract\MainSocketManagerInterface, one-way commands of NetBus go over them. Cannot be serialized.
            TEXT,
        'methods' => [
            'getSockets' => $paragraphs(
                'All main sockets, in the order in which they were added; none before start().',
                '@return array<array-key, Contract\MainSocketInterface> by their worker addresses as 12 hex characters'
            ),
            'addSocket' => $paragraphs(
                'Adds a main socket; it replaces one with the same worker address.',
                $tags($noAddress, '@throws \RuntimeException when the host of its worker address has no IPv4 address')
            ),
            'start' => <<<'TEXT'
                Connects and registers all main sockets in parallel. Returns true when one is registered and the others had
                a moment to register, too. Gateways that are down, hang or refuse are tried again in the loop, and the log
                says why. When none can be registered, all are closed, and the result is false.

                With netsvr.start = all, or when a main socket is written in PHP: connects all, then registers all, one
                after the other. When one fails, those that were registered are unregistered, those that were connected are
                closed, and the result is false.

                In a coroutine the others run meanwhile. A close() that comes then, or from a signal's handler, ends it: the
                result is false.

                @throws \Error in a worker of Workerman, when a main socket is not a NetsvrBusiness\Workerman\MainSocket; when it
                    is waiting already, in another coroutine
                TEXT,
            'registerAtMost' => <<<'TEXT'
                Limits how many processes are registered at a time, among those that share memory (netsvr.shared), run as the
                same user, and have the same gateways and events. A process above the limit stands by: its start() and run()
                register nothing. When a registered process stops or dies, it takes over within 50 ms. So a reload loses
                nothing.

                @param int $processes 1 to 64
                @throws \ValueError for another number
                @throws \Error after start()
                TEXT,
            'run' => <<<'TEXT'
                A loop that reads all main sockets, for processes without Workerman: a console command, a service. It
                connects and registers them unless start() has done so, sends heartbeats on main and task sockets, and passes
                events to the handlers. It reconnects to a lost gateway at once, and about every 3 seconds while that is down.

                It ends on SIGTERM or SIGINT, or when close() is called in a handler or in `$tick`. Before it ends, it
                finishes the current event, tells the gateways to send no more events, handles those on their way, and closes
                the sockets. Handlers of pcntl_signal() run meanwhile. In a child process that is forked in a handler, it
                ends without touching the parent's connections.

                @param callable(self): mixed|null $tick called repeatedly, between events
                @param int $tickIntervalMillisecond milliseconds between two calls of `$tick`, greater than 0
                @throws \Error when it is running already, in a worker of Workerman, when a main socket is not a
                  NetsvrBusiness\MainSocket, or when there is neither a main socket nor `$tick`
                @throws \Throwable what `$tick` throws, after the sockets are closed; exceptions of event handlers are only
                  logged
                TEXT,
            'close' => <<<'TEXT'
                Unregisters all main sockets, so that no more events are forwarded, handles those on their way, then closes
                all. During run() this happens after the current event.

                If another process does the same work, or registerAtMost() was called, it first waits until another process is
                registered, for at most netsvr.reload_grace_ms, and handles events meanwhile.
                TEXT,
        ] + $socketManagerMethods('main socket'),
    ],
    'NetsvrBusiness\MainSocket' => [
        'class' => <<<'TEXT'
            A registered connection to a gateway: it receives what clients do. MainSocketManager::run() reads it. Cannot be
            serialized.
            TEXT,
    ] + $mainSocket,
    'NetsvrBusiness\Workerman\MainSocket' => [
        'class' => <<<'TEXT'
            A registered connection to a gateway: it receives what clients do. The event loop of Workerman 4 or 5 reads it.
            Cannot be serialized.
            TEXT,
        'methods' => [
            'convertSocketToTcpConnection' => 'Adds the registered connection to the event loop.',
            'onMessage' => $paragraphs(
                'Passes one event to the handler. Logs what the handler throws.',
                '@param array{cmd: int, protobuf: string} $data'
            ),
            'onClose' => 'Called when the connection is lost: connects and registers again at once, then about every 3 seconds until it succeeds.',
            'closeTcpConnection' => 'Writes what is buffered, and removes the connection from the event loop.',
            'formatExp' => 'Writes an exception as it appears in a log line.',
        ] + $mainSocket['methods'],
    ] + $mainSocket,
    'NetsvrBusiness\Workerman\TaskSocket' => [
        'class' => 'A task socket that a timer of Workerman keeps alive while it is connected. Cannot be serialized.',
        'properties' => [
            'timerId' => 'The timer of the heartbeat.',
            'heartbeatIntervalMillisecond' => 'Milliseconds.',
        ],
        'methods' => [
            '__construct' => $tags(
                $logger,
                $addr,
                $timeouts,
                '@param int $maxIdleTime seconds without use after which it connects anew',
                $heartbeatMessage,
                $interval,
                $outOfBounds
            ),
            'loopHeartbeat' => 'Starts the timer, unless it is running.',
            'connect' => 'Connects, and starts the timer. False, and an error in the log, when that fails.',
            'close' => 'Stops the timer and closes the connection.',
        ],
    ],
    'NetsvrBusiness\Native\LengthProtocol' => [
        'class' => 'The native parent of Workerman\LengthProtocol.',
        'methods' => [
            'input' => 'The length of the frame at the start of a buffer; 0 when more bytes are needed to know it.',
            'decode' => $paragraphs('Decodes a whole frame.', '@return array{cmd: int, protobuf: string}'),
            'encode' => 'Makes a frame of command and body.',
        ],
    ],
    'NetsvrBusiness\Workerman\LengthProtocol' => [
        'class' => <<<'TEXT'
            The frame of the protocol, for Workerman's own connections. Implements Workerman\Protocols\ProtocolInterface of
            Workerman 4 or 5 if that is installed.
            TEXT,
        'methods' => [],
    ],
    'NetsvrBusiness\Native\Callback' => [
        'class' => 'Called by event loops and timers. Not for your own use.',
        'methods' => ['__invoke' => 'Called by the loop or the timer.'],
    ],
    'NetsvrBusiness\Native\Heartbeat' => [
        'class' => 'Called by the timers of task sockets. Not for your own use.',
        'methods' => ['__invoke' => 'Sends a heartbeat.'],
    ],
    'NetsvrBusiness\Native\Bell' => [
        'class' => 'Called by the loops of Revolt and Swoole to resume a coroutine. Not for your own use.',
        'methods' => ['__invoke' => 'Resumes the coroutine.'],
    ],
    'NetsvrBusiness\Native\ConnectionRow' => [
        'class' => <<<'TEXT'
            A main socket in the table of Workerman's `connections` command; it exists while Workerman writes the table. Not
            for your own use.
            TEXT,
        'methods' => [
            'isIpV4' => 'Whether the gateway has an IPv4 address.',
            'isIpV6' => 'Whether the gateway has an IPv6 address.',
            'getRecvBufferQueueSize' => 'Bytes that have arrived and are not read yet.',
            'getSendBufferQueueSize' => 'Bytes that the gateway has not taken yet.',
            'getLocalAddress' => 'The address of this end of the connection.',
            'getRemoteAddress' => 'The address of the gateway.',
            'getStatus' => 'Always ESTABLISHED.',
        ],
    ],
    'NetsvrBusiness\Native\EndOfRequest' => [
        'class' => 'Called by the engine when a request ends. Not for your own use.',
        'methods' => ['__invoke' => 'Tells loggers how many identical lines were held back.'],
    ],
    'NetsvrBusiness\Native\Functions' => [
        'class' => 'Called by the functions of the namespace NetsvrBusiness. Use those.',
        'methods' => [
            'milliSleep' => 'The same as the function.',
            'workerAddrConvertToHex' => 'The same as the function.',
            'uniqIdConvertToWorkerAddrAsHex' => 'The same as the function.',
        ],
    ],
];

$contracts = [
    'EventInterface' => [
        'class' => 'Receives what websocket clients do, from a main socket. Your application implements it.',
        'methods' => [
            'onOpen' => 'A client has connected.',
            'onMessage' => 'A client has sent a message.',
            'onClose' => 'A client has disconnected. The message contains what the gateway kept for it.',
        ],
    ],
    'MainSocketInterface' => [
        'class' => 'A registered connection to a gateway: it receives events and carries one-way commands.',
        'methods' => [
            'connect' => 'Connects to the gateway; false when that fails.',
            'register' => 'Asks the gateway for events on this connection; false when it refuses.',
            'unregister' => 'Tells the gateway to send no more events; false when that fails.',
            'loopHeartbeat' => 'Keeps the connection alive: sends the heartbeat string at regular intervals.',
            'send' => $paragraphs('Sends one frame.', $payload),
            'close' => 'Closes the connection and stays closed.',
            'getWorkerAddr' => 'The worker address of the gateway: `host:port`.',
        ],
    ],
    'MainSocketManagerInterface' => [
        'class' => <<<'TEXT'
            The main sockets of a process. When such a manager is bound in the Container, NetBus sends one-way commands over
            its sockets.
            TEXT,
        'methods' => [
            'getSockets' => $paragraphs(
                'All main sockets; none before start().',
                '@return array<array-key, MainSocketInterface> by their worker addresses as 12 hex characters'
            ),
            'addSocket' => 'Adds a main socket, before start().',
            'start' => 'Connects and registers all main sockets; false when that fails for one of them.',
        ] + $socketManagerMethods('main socket'),
    ],
    'SocketInterface' => ['class' => 'A blocking connection to a gateway.', 'methods' => $socketMethods],
    'TaskSocketInterface' => [
        'class' => 'A connection that NetBus can use: send() connects when that is needed.',
        'methods' => [],
    ],
    'TaskSocketMangerInterface' => [
        'class' => 'The task sockets of a process. NetBus uses the manager that is bound in the Container under this name.',
        'methods' => [
            'addSocket' => 'Adds a task socket.',
            'count' => 'The number of gateways.',
            'getSockets' => $paragraphs(
                'All task sockets.',
                '@return array<array-key, TaskSocketInterface> by their worker addresses as 12 hex characters'
            ),
        ] + $socketManagerMethods('task socket'),
    ],
];
foreach ($contracts as $name => $texts) {
    $business["NetsvrBusiness\\Contract\\$name"] = $texts;
}

$failures = <<<'TEXT'
    All gateways at which the call has failed, and why. Empty when the message was too long for every gateway.

    @return array<string, string> worker address => reason
    TEXT;
$classNotFound = [
    '__construct' => '@param string $class the requested id',
    'getClass' => 'The requested id.',
];
$business += [
    'NetsvrBusiness\Health' => [
        'class' => 'A readiness probe: it tells a load balancer, a container platform or a supervisor whether this process can work.',
        'methods' => [
            'check' => <<<'TEXT'
                Sends every gateway a small request over its task socket, all at once. A gateway in backoff, or one that
                hangs, is not asked and counts as not ready. `ready` is true when there are gateways and all of them answer.
                Failures are logged as for any query.

                @param float $timeout seconds for the whole call, connecting included; greater than 0, at most 3600
                @return array{ready: bool, gateways: list<array{workerAddr: string, ready: bool, problem: ?string}>}
                @throws \ValueError when the time is out of its range
                @throws Exception\ClassNotFoundException when no TaskSocketMangerInterface is bound in the Container
                TEXT,
        ],
    ],
    'NetsvrBusiness\Doctor' => [
        'class' => 'Finds out what listens at an address, and what is wrong with it. For diagnosis by hand, not for calls on the hot path.',
        'methods' => [
            'examine' => <<<'TEXT'
                Tells which port of which gateway an address is, and compares that with netsvr.gateway and netsvr.task_addrs.
                Its questions change nothing: it does not register, sets no limit, and writes to no client but its own. A
                gateway 8.x logs a line for a question that came to the wrong port.

                - `gateway`: 5, 8, or null where none is; `port`: `worker`, `task`, `websocket`, `web`, `stranger`,
                  `closes`, `silent`, `slow`, `broken`, `closed`, `unreachable`, `unresolved`, `unknown`; `what`: both
                  in words
                - `heartbeatAccepted`: false when the port closes the connection at that message
                - `ownAddr`: the gateway's own address, with which the uniqIds of its clients begin
                - `beside`: its task address and the neighbouring ports, as far as they were examined
                - `websocket`: null without a URL. `letsIn`: false when the client was turned away. `callback`: the open callback of
                  8.x `allows` (or there is none), `refuses` or `fails`. `compression`: `works`, `loses` (8.x that was built
                  with Go 1.27) or `off`
                - `unknown`: why something is null
                - `problems`: sentences that name what to change; empty when all is well

                @param string $addr `host:port`
                @param string $heartbeatMessage the one that your sockets use
                @param ?string $websocketUrl `ws://host:port/path` where clients connect: then a client of its own connects, too. If
                    the gateway compresses, this client is sent two messages, once its uniqId is known
                @param float $timeout seconds for each round of questions: three rounds, and some more with a URL; greater
                    than 0, at most 3600
                @return array{
                    addr: string, gateway: ?int, port: string, what: string, heartbeatAccepted: ?bool,
                    workerAddr: ?string, taskAddr: ?string, clients: ?int, ownAddr: ?string,
                    limits: ?array{onOpen: int, onMessage: int},
                    beside: list<array{addr: string, gateway: ?int, port: string, what: string, heartbeatAccepted: ?bool}>,
                    websocket: ?array{opens: bool, letsIn: ?bool, what: string, callback: ?string, compression: ?string},
                    unknown: array<string, string>, problems: list<string>
                }
                @throws \ValueError when an address, URL or time is not valid, and when the heartbeat message begins like a
                    command
                TEXT,
        ],
    ],
    'NetsvrBusiness\Exception\ClassNotFoundException' => $exception('Nothing is bound in the Container under the requested id.'),
    'NetsvrBusiness\Native\ClassNotFoundException' => [
        'class' => <<<'TEXT'
            The native parent of \NetsvrBusiness\Exception\ClassNotFoundException. Catch that class: it is a
            \Psr\Container\NotFoundExceptionInterface.
            TEXT,
        'methods' => $classNotFound,
    ],
    'NetsvrBusiness\Exception\RegisterMainSocketException' => $exception('A gateway refused the registration of a main socket.'),
    'NetsvrBusiness\Exception\SocketConnectException' => $exception(
        "A gateway could not be reached, or is in backoff after that (netsvr.backoff_max_ms). Sockets log the\n"
            . 'exception. Its code is the errno of the last attempt.'
    ),
    'NetsvrBusiness\Exception\SocketReceiveException' => [
        'class' => <<<'TEXT'
            A request got no answer, or a wrong one, from at least one gateway. With netsvr.on_query_failure = partial the
            call gives what the others have answered instead.
            TEXT,
        'methods' => [
            'getFailures' => $failures,
            'getPartialResult' => <<<'TEXT'
                What the other gateways have answered, in the shape of the call's result. Empty when none has answered.

                @return array<array-key, mixed>
                TEXT,
        ],
        'properties' => ['failures' => 'See getFailures().', 'partialResult' => 'See getPartialResult().'],
    ],
    'NetsvrBusiness\Exception\SocketSendException' => [
        'class' => 'A message was not sent: it is too long for the gateway or not UTF-8 (netsvr.text_check), or a gateway could not be reached.',
        'methods' => ['getFailures' => $failures],
        'properties' => ['failures' => 'See getFailures().'],
    ],
    'NetsvrBusiness\Exception\DecodeException' => $exception(
        'The bytes are not a valid message. The text begins with `Error occurred during parsing`.'
    ),
];

// -- Netsvr\*

$enum = static fn(string $text, string $of): array => [
    'class' => $text,
    'methods' => [
        'name' => $paragraphs(
            'The name of the constant with a value.',
            $tags('@param int $value', '@return string', "@throws \\UnexpectedValueException when no constant has it")
        ),
        'value' => $paragraphs(
            "The value of a constant by its name. The name is converted to upper case first, so constants of $of, whose\n"
                . 'names have lower-case letters, are not found: use the constants themselves.',
            $tags('@param string $name', '@return int', '@throws \UnexpectedValueException when there is none')
        ),
    ],
];
$serialize = $paragraphs(
    "For serialize(): a version, the content, and the properties that a child class declares. A child class with its\n"
        . 'own __serialize() adds to the result of its parent.',
    '@return array<string, mixed>'
);
$unserialize = $paragraphs(
    'For unserialize(). All limits apply to bytes from outside; data that cannot be read changes nothing.',
    $tags(
        '@param array<array-key, mixed> $data',
        '@return void',
        '@throws \NetsvrBusiness\Exception\DecodeException for data that is malformed or written by a newer version',
        $utf8
    )
);
$collectionThrows = $tags(
    '@throws \Exception for a value that the type does not take, or text that is not UTF-8',
    '@throws \RangeException for an integer beyond the bits of the type'
);
$protobuf = [
    'Netsvr\Message' => [
        'class' => <<<'TEXT'
            What all messages can do. == compares them by their fields, clone copies their lists and maps, var_dump() shows
            their fields, serialize() writes their binary form. unserialize() also reads what messages of the pure-PHP
            protobuf runtime have written.

            Setters convert as PHP code expects: numeric strings to numbers, numbers to strings. Strings that the protocol
            calls text must be UTF-8.
            TEXT,
        'methods' => [
            '__construct' => $paragraphs(
                "@param array<string, mixed>|null \$data fields by their names, as the message's text lists them; messages inside\n"
                    . "    it as objects or as such arrays",
                $tags(
                    '@throws \UnexpectedValueException for a field that the message does not have',
                    '@throws \InvalidArgumentException when $data is neither an array nor null',
                    '@throws \Exception as for the setters'
                )
            ),
            'clear' => $paragraphs('Sets every field to its default and forgets unknown fields.', '@return void'),
            'discardUnknownFields' => $paragraphs(
                'Forgets fields that parsing found but the message does not have; in the messages inside it, too.',
                '@return void'
            ),
            'mergeFrom' => $paragraphs(
                "Takes over the content of another message of the same class: single fields that differ from their default\n"
                    . 'replace those here, elements of lists and maps are added.',
                $tags('@param static $msg', '@return void')
            ),
            'mergeFromString' => $paragraphs(
                'Reads the binary form of a message. Single fields are replaced, elements of lists and maps are added.',
                $tags(
                    '@param string $data',
                    '@return void',
                    '@throws \NetsvrBusiness\Exception\DecodeException for malformed bytes',
                    '@throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8'
                )
            ),
            'mergeFromJsonString' => $paragraphs(
                'Reads the JSON form of a message. Single fields are replaced, elements of lists and maps are added.',
                $tags(
                    '@param string $data',
                    '@param bool $ignore_unknown true: skip fields that the message does not have',
                    '@return void',
                    '@throws \NetsvrBusiness\Exception\DecodeException for text that is not the JSON form of the message'
                )
            ),
            'serializeToJsonString' => $paragraphs(
                "The JSON form of proto3: names as in the text of the message, bytes in base64, 64-bit integers as strings,\n"
                    . 'defaults left out.',
                '@return string'
            ),
            'serializeToString' => $paragraphs('The binary form, unknown fields included.', '@return string'),
            '__serialize' => $serialize,
            '__unserialize' => $unserialize,
        ],
    ],
    'Netsvr\RepeatedField' => [
        'class' => $paragraphs(
            "A list in a message. It is a view: a change here changes the message.",
            $tags('@template T', '@implements \ArrayAccess<int, T>', '@implements \IteratorAggregate<int, T>')
        ),
        'methods' => [
            '__construct' => $tags(
                '@param int $type number of the protobuf type: 2 float, 3 int64, 5 int32, 8 bool, 9 string, 11 message,',
                '    12 bytes, 13 uint32, 14 enum',
                '@param class-string<Message>|null $klass the class, for messages',
                '@throws \ValueError for another type'
            ),
            'getType' => $paragraphs('Number of the protobuf type of the elements.', '@return int'),
            'getClass' => $paragraphs('The class of the elements, when they are messages.', '@return class-string<Message>|null'),
            'getLegacyClass' => $paragraphs('The same as getClass().', '@return class-string<Message>|null'),
            'offsetGet' => $paragraphs('An element; null and a warning when there is none.', $tags('@param int $offset', '@return T')),
            'offsetSet' => $paragraphs(
                'Appends an element, or replaces an existing one. Any other offset is an E_USER_ERROR.',
                $tags('@param int|null $offset', '@param T $value', $collectionThrows)
            ),
            'offsetUnset' => $paragraphs(
                'Removes the last element. Any other offset is an E_USER_ERROR.',
                '@param int $offset'
            ),
            'offsetExists' => $paragraphs('Whether there is an element at the offset.', '@param int $offset'),
            'getIterator' => $paragraphs(
                'Iterates over the elements that are there now; it does not see later changes.',
                '@return \Traversable<int, T>'
            ),
            'count' => 'The number of elements.',
            '__serialize' => $serialize,
            '__unserialize' => $unserialize,
        ],
    ],
    'Netsvr\MapField' => [
        'class' => $paragraphs(
            "A map in a message. It is a view: a change here changes the message.",
            $tags(
                '@template K of array-key',
                '@template V',
                '@implements \ArrayAccess<K, V>',
                '@implements \IteratorAggregate<K, V>'
            )
        ),
        'methods' => [
            '__construct' => $tags(
                '@param int $key_type number of the protobuf type of the keys: 3 int64, 5 int32, 8 bool, 9 string, 13 uint32',
                '@param int $value_type number of the protobuf type of the values: as in RepeatedField',
                '@param class-string<Message>|null $klass the class, for messages',
                '@throws \ValueError for another type'
            ),
            'getKeyType' => $paragraphs('Number of the protobuf type of the keys.', '@return int'),
            'getValueType' => $paragraphs('Number of the protobuf type of the values.', '@return int'),
            'getValueClass' => $paragraphs('The class of the values, when they are messages.', '@return class-string<Message>|null'),
            'getLegacyValueClass' => $paragraphs('The same as getValueClass().', '@return class-string<Message>|null'),
            'offsetGet' => $paragraphs('A value; null and a warning when there is none.', $tags('@param K $key', '@return V')),
            'offsetSet' => $paragraphs('Sets a value.', $tags('@param K $key', '@param V $value', $collectionThrows)),
            'offsetUnset' => $paragraphs('Removes a value.', '@param K $key'),
            'offsetExists' => $paragraphs('Whether there is a value for the key.', '@param K $key'),
            'getIterator' => $paragraphs(
                "Iterates over the entries that are there now; it does not see later changes. String keys stay strings, even\n"
                    . 'those that look like integers.',
                '@return \Traversable<K, V>'
            ),
            'count' => 'The number of entries.',
            '__serialize' => $serialize,
            '__unserialize' => $unserialize,
        ],
    ],
    'Netsvr\FieldIterator' => [
        'class' => 'The iterator of RepeatedField and MapField. Cannot be serialized.',
        'methods' => [
            'current' => 'The current value; null after the end.',
            'key' => 'The current index or key; null after the end.',
            'next' => 'Moves to the next one.',
            'rewind' => 'Moves back to the first one.',
            'valid' => 'Whether there is a current value.',
        ],
    ],
    'Netsvr\Cmd' => $enum(
        "The commands of the protocol: the first 4 bytes of a frame, big-endian. 9000010xx come from the gateway. 9000020xx\n"
            . 'get no answer. 9000030xx are answered with the same command.',
        'Cmd'
    ),
    'Netsvr\Event' => $enum(
        'The events that a main socket can receive, as bits: `Event::OnOpen | Event::OnMessage`.',
        'Event'
    ),
    'Netsvr\RegisterRespCode' => $enum('How a gateway answers a registration.', 'RegisterRespCode'),
    'Netsvr\Constant' => [
        'class' => 'A remnant of an earlier generation of the protocol; the extension does not use it.',
    ],
];

$messages = [
    'Broadcast' => 'Sends a message to every client.',
    'CheckOnlineReq' => 'Asks which clients are connected.',
    'CheckOnlineResp' => 'Which of the clients asked about are connected.',
    'ConnClose' => 'Event: a client has disconnected.',
    'ConnInfoByCustomerIdReq' => 'Asks what is kept for the connections of customers.',
    'ConnInfoByCustomerIdResp' => 'What is kept for the connections of customers.',
    'ConnInfoByCustomerIdRespItem' => 'What is kept for one connection of a customer.',
    'ConnInfoByCustomerIdRespItems' => 'The connections of one customer.',
    'ConnInfoDelete' => 'Clears what is kept for a client.',
    'ConnInfoReq' => 'Asks what is kept for clients.',
    'ConnInfoResp' => 'What is kept for clients.',
    'ConnInfoRespItem' => 'What is kept for one client.',
    'ConnInfoUpdate' => 'Changes what is kept for a client; empty fields change nothing.',
    'ConnOpen' => 'Event: a client has connected.',
    'ConnOpenResp' => 'What a callback of gateway 8.x answers when a client wants to connect.',
    'CustomerIdCountResp' => 'How many customers have a connection.',
    'CustomerIdListResp' => 'The customers that have a connection.',
    'CustomerIdToUniqIdsRespItem' => 'The connections of one customer.',
    'ForceOffline' => 'Disconnects clients.',
    'ForceOfflineByCustomerId' => 'Disconnects all connections of customers.',
    'ForceOfflineGuest' => 'Disconnects clients that have neither a session nor a customerId.',
    'LimitReq' => 'Sets the limits of a gateway; values of 0 or less change nothing.',
    'LimitResp' => 'The limits in force.',
    'MetricsResp' => 'The counters of a gateway.',
    'MetricsRespItem' => 'One counter of a gateway.',
    'Multicast' => 'Sends one message to several clients.',
    'MulticastByCustomerId' => 'Sends one message to all connections of several customers.',
    'RegisterReq' => 'Asks the gateway for events on this connection.',
    'RegisterResp' => 'How the gateway answered a registration.',
    'SingleCast' => 'Sends a message to one client.',
    'SingleCastBulk' => 'Sends each client a message of its own, or one client several.',
    'SingleCastBulkByCustomerId' => 'Sends each customer a message of its own, or one customer several.',
    'SingleCastByCustomerId' => 'Sends a message to all connections of one customer.',
    'TopicCountResp' => 'How many topics there are.',
    'TopicCustomerIdCountReq' => 'Asks how many customers are subscribed to topics.',
    'TopicCustomerIdCountResp' => 'How many customers are subscribed to topics.',
    'TopicCustomerIdListReq' => 'Asks which customers are subscribed to topics.',
    'TopicCustomerIdListResp' => 'Which customers are subscribed to topics.',
    'TopicCustomerIdListRespItem' => 'The customers that are subscribed to one topic.',
    'TopicCustomerIdToUniqIdsListReq' => 'Asks which customers are subscribed to topics, and with which connections.',
    'TopicCustomerIdToUniqIdsListResp' => 'Which customers are subscribed to topics, and with which connections.',
    'TopicCustomerIdToUniqIdsListRespItem' => 'The customers that are subscribed to one topic, with their connections.',
    'TopicDelete' => 'Removes topics: unsubscribes all clients from them.',
    'TopicListResp' => 'All topics.',
    'TopicPublish' => 'Sends one message to the subscribers of topics.',
    'TopicPublishBulk' => 'Sends the subscribers of each topic a message of their own, or those of one topic several.',
    'TopicSubscribe' => 'Subscribes a client to topics.',
    'TopicUniqIdCountReq' => 'Asks how many clients are subscribed to topics.',
    'TopicUniqIdCountResp' => 'How many clients are subscribed to topics.',
    'TopicUniqIdListReq' => 'Asks which clients are subscribed to topics.',
    'TopicUniqIdListResp' => 'Which clients are subscribed to topics.',
    'TopicUniqIdListRespItem' => 'The clients that are subscribed to one topic.',
    'TopicUnsubscribe' => 'Unsubscribes a client from topics.',
    'Transfer' => 'Event: a client has sent a message.',
    'UnRegisterReq' => 'Ends a registration.',
    'UnRegisterResp' => 'A registration has ended.',
    'UniqIdCountResp' => 'How many clients there are.',
    'UniqIdListResp' => 'All clients.',
];

$fields = [
    'uniqId' => 'the client',
    'uniqIds' => 'the clients',
    'customerId' => 'the customer the client belongs to; empty for none',
    'customerIds' => 'the customers',
    'session' => 'what the application keeps with the client',
    'topics' => 'the topics',
    'data' => 'what to send to the client',
    'count' => 'how many',
    'items' => 'the answer, by topic',
    'onOpen' => 'limit of new connections',
    'onMessage' => 'limit of messages of clients',
    'countAll' => 'whether to count for all topics; `topics` is ignored then',
    'connId' => 'the name of the registration',
    'reqSession' => 'whether to include the session',
    'reqUniqId' => 'whether to include the uniqId',
    'reqCustomerId' => 'whether to include the customerId',
    'reqTopic' => 'whether to include the topics',
    'delSession' => 'whether to clear the session',
    'delCustomerId' => 'whether to clear the customerId',
    'delTopic' => 'whether to clear the topics',
    'newSession' => 'the new session; empty: unchanged',
    'newCustomerId' => 'the new customerId; empty: unchanged',
    'newTopics' => 'the new topics, in place of all others; empty: unchanged',
    'rawQuery' => 'the query of the URL the client connected to, without the question mark',
    'subProtocol' => 'the websocket sub-protocols the client offered',
    'xForwardedFor' => 'the header X-Forwarded-For',
    'xRealIp' => 'the header X-Real-IP',
    'remoteAddr' => 'the address the connection came from',
    'allow' => 'whether the client may connect',
    'item' => 'number of the counter',
    'meanRate' => 'per second, on average',
    'rate1' => 'per second, in the last minute',
    'rate5' => 'per second, in the last 5 minutes',
    'rate15' => 'per second, in the last 15 minutes',
    'events' => 'which events to receive: bits of Event',
    'processCmdGoroutineNum' => 'how many goroutines of the gateway work on the commands of this connection',
    'code' => 'the result',
    'message' => 'the result in words',
    'SingleCastByCustomerId.customerId' => 'the customer',
    'Transfer.data' => 'what the client sent',
    'ForceOffline.data' => 'what to send before; empty: nothing',
    'ForceOfflineByCustomerId.data' => 'what to send before; empty: nothing',
    'ForceOfflineGuest.data' => 'what to send before; empty: nothing',
    'ForceOfflineGuest.delay' => 'seconds to wait before',
    'ConnInfoUpdate.data' => 'what to send to the client afterwards; empty: nothing',
    'ConnOpenResp.newSession' => 'the session of the client',
    'ConnOpenResp.newCustomerId' => 'the customerId of the client',
    'ConnOpenResp.newTopics' => 'the topics of the client',
    'ConnOpenResp.data' => 'what to send to the client, whether it may connect or not; empty: nothing',
    'ConnInfoDelete.data' => 'what to send to the client afterwards; empty: nothing',
    'TopicSubscribe.data' => 'what to send to the client afterwards; empty: nothing',
    'TopicUnsubscribe.data' => 'what to send to the client afterwards; empty: nothing',
    'TopicDelete.data' => 'what to send once to each client that had one of the topics; empty: nothing',
    'TopicPublish.data' => 'what to send to the subscribers',
    'SingleCastBulk.data' => 'what to send, in the order of the clients',
    'SingleCastBulkByCustomerId.data' => 'what to send, in the order of the customers',
    'TopicPublishBulk.data' => 'what to send, in the order of the topics',
    'ConnInfoResp.items' => 'the answer, by uniqId',
    'ConnInfoByCustomerIdResp.items' => 'the answer, by customerId',
    'ConnInfoByCustomerIdRespItems.items' => 'the connections',
    'TopicCustomerIdToUniqIdsListRespItem.items' => 'the connections, by customerId',
    'MetricsResp.items' => 'the counters, by their numbers',
];

$notUtf8 = '\Exception for text that is not UTF-8';
$noString = '\InvalidArgumentException for an array or an object';
$noNumber = '\Exception for a value that is not numeric';
$types = [
    'string' => ['get' => 'UTF-8', 'set' => 'UTF-8', 'throws' => [$notUtf8, $noString]],
    'bytes' => ['get' => 'any bytes', 'set' => 'any bytes', 'throws' => [$noString]],
    'int32' => ['get' => '', 'set' => '32 bits', 'throws' => [$noNumber, '\RangeException for a number beyond 32 bits']],
    'int64' => ['get' => '', 'set' => '64 bits', 'throws' => [$noNumber, '\RangeException for a number beyond 64 bits']],
    'uint32' => ['get' => '', 'set' => '32 bits', 'throws' => [$noNumber, '\RangeException for a number beyond 32 bits']],
    'bool' => ['get' => '', 'set' => '', 'throws' => ['\Exception for an array or an object']],
    'float' => ['get' => 'rounded to 32 bits', 'set' => 'is rounded to 32 bits', 'throws' => [$noNumber]],
    'RegisterRespCode' => [
        'get' => '',
        'set' => '',
        'throws' => [$noNumber, '\RangeException for a number beyond 32 bits'],
    ],
    'message' => ['get' => '', 'set' => '', 'throws' => ['\Exception for messages of another class']],
];

return [
    'classes' => $business + $protobuf,
    'functions' => [
        'NetsvrBusiness\milliSleep' => 'Sleeps for a number of milliseconds; a signal may end it earlier.',
        'NetsvrBusiness\workerAddrConvertToHex' => $paragraphs(
            "A worker address in the form in which uniqIds begin with it: `127.0.0.1:6071` is `7f00000117b7`.",
            $tags(
                '@param string $workerAddr `host:port`; a name is looked up',
                '@return string 12 lower-case hex characters: 4 bytes of IPv4 address, 2 of port',
                '@throws \RuntimeException when the host has no IPv4 address'
            )
        ),
        'NetsvrBusiness\uniqIdConvertToWorkerAddrAsHex' => 'The gateway that owns a client: the first 12 characters of its uniqId.',
    ],
    'messages' => $messages,
    'fields' => $fields,
    'types' => $types,
];
