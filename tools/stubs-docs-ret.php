<?php
/*
 * The texts of API 8 for the results of queries: the classes of NetsvrBusiness\Ret, what the queries of NetBus give, and
 * the exception that carries a partial result. The form is that of stubs-docs.php; stubs-docs-v8.php adds them to those.
 */
declare(strict_types=1);

$messages = static fn(string $resp): string => "@var array<array-key, \\NetsvrProtocol\\$resp>";
$ret = static fn(string $what, string $resp, string $row, array $methods = []): array => [
    'class' => "$what\n\nThe object keeps the answers of the gateways as they came, and its methods read them. \$data has a message for each\n"
        . 'gateway; the methods see what you change there.',
    'properties' => [
        'data' => "The answer of each gateway, by its address, in the order of the gateways. A gateway that was not asked has no\nentry.\n\n"
            . $messages($resp),
    ],
    'methods' => $methods + [
        'toArray' => "The answers of all gateways as rows.\n\n@return list<array{addr: array-key, $row}>",
        'jsonSerialize' => "For json_encode(): the same as toArray().\n\n@return array<array-key, mixed>",
    ],
];
$count = static fn(string $what, string $resp): array => $ret("The number of $what, for each gateway.", $resp, 'count: int');
$connection = 'session: string, topics: list<string>';
$uniqIds = [
    'getUniqIds' => "The uniqIds of all gateways, one after the other.\n\n@return list<string>",
];

$classes = [
    'CheckOnlineRet' => $ret('Tells which clients are connected.', 'CheckOnlineResp', 'uniqIds: list<string>', [
        'getUniqIds' => "The clients that are connected, each once. A uniqId that looks like an integer is an int.\n\n@return list<string|int>",
        'has' => 'Whether a client is connected. The first call makes a set to look into; it is made anew when $data has changed.',
        'initCache' => 'Makes the set of connected clients in $cache: uniqId => true.',
    ]),
    'ConnInfoRet' => $ret(
        'What the gateways keep for clients. Clients that are not connected are left out.',
        'ConnInfoResp',
        "uniqId: string, customerId: string, $connection",
        [
            'getItems' => "The connections by their uniqIds: the objects of \$data. A uniqId that looks like an integer becomes an int key.\n\n"
                . '@return array<array-key, \NetsvrProtocol\ConnInfoRespItem>',
        ]
    ),
    'ConnInfoByCustomerIdRet' => $ret(
        'What the gateways keep for the connections of customers. Customers without a connection are left out.',
        'ConnInfoByCustomerIdResp',
        "customerId: string, uniqId: string, $connection",
        [
            'getItems' => "The connections of all gateways by their customerIds: the objects of \$data. A customerId that looks like an integer\n"
                . "becomes an int key.\n\n@return array<array-key, list<\\NetsvrProtocol\\ConnInfoByCustomerIdRespItem>>",
        ] + $uniqIds
    ),
    'CustomerIdCountRet' => $count('customers that have a connection', 'CustomerIdCountResp'),
    'CustomerIdListRet' => $ret('The customers that have a connection, for each gateway.', 'CustomerIdListResp', 'customerIds: list<string>'),
    'LimitRet' => $ret('The limits in force, for each gateway.', 'LimitResp', 'onMessage: int, onOpen: int'),
    'MetricsRet' => [
        'methods' => [
            'toArray' => "The counters of all gateways as rows.\n\n@param int \$precision decimal places of the rates, as for round()\n"
                . '@return list<array{addr: array-key, item: int, count: int, meanRate: float, rate1: float, rate5: float, rate15: float}>',
            'jsonSerialize' => "For json_encode(): the same as toArray().\n\n@return array<array-key, mixed>",
        ],
    ] + $ret("The counters of the gateways: the count, and the rates per second.", 'MetricsResp', ''),
    'TopicCountRet' => $count('topics', 'TopicCountResp'),
    'TopicCustomerIdCountRet' => $ret(
        'The number of customers that are subscribed to topics.',
        'TopicCustomerIdCountResp',
        'topic: string, count: int'
    ),
    'TopicCustomerIdListRet' => $ret(
        'The customers that are subscribed to topics.',
        'TopicCustomerIdListResp',
        'topic: string, customerIds: list<string>'
    ),
    'TopicCustomerIdToUniqIdsListRet' => $ret(
        'The customers that are subscribed to topics, each with the connections that are.',
        'TopicCustomerIdToUniqIdsListResp',
        'topic: string, customerId: string, uniqIds: list<string>'
    ),
    'TopicListRet' => $ret('All topics, for each gateway.', 'TopicListResp', 'topics: list<string>'),
    'TopicUniqIdCountRet' => $ret('The number of subscribers of topics.', 'TopicUniqIdCountResp', 'topic: string, count: int'),
    'TopicUniqIdListRet' => $ret('The subscribers of topics.', 'TopicUniqIdListResp', 'topic: string, uniqIds: list<string>'),
    'UniqIdCountRet' => $ret('The number of clients, for each gateway.', 'UniqIdCountResp', 'count: int', [
        'getCount' => 'The number of clients of all gateways.',
    ]),
    'UniqIdListRet' => $ret('All clients, for each gateway.', 'UniqIdListResp', 'uniqIds: list<string>', $uniqIds),
];
$classes['CheckOnlineRet']['properties']['cache'] = "The set, once it has been made.\n\n@var array<array-key, true>|null";
ksort($classes);

return static function (array $docs) use ($classes): array {
    foreach ($classes as $name => $texts) {
        $docs['classes']["NetsvrBusiness\\Ret\\$name"] = $texts;
    }
    // the class that a query gives says what is in it: here stays what it asks
    $netBus = &$docs['classes']['NetsvrBusiness\NetBus']['methods'];
    foreach (array_keys($classes) as $name) {
        $query = lcfirst(substr($name, 0, -3));
        $netBus[$query] = preg_replace(['/^@return [^\n]*\n?(?:[ \t]+[^\n]*\n?)*/m', '/^@param int \$precision[^\n]*\n?/m'], '', $netBus[$query]);
    }
    $netBus['connInfoByCustomerId'] = str_replace('list<string|int>|string $customerIds', 'list<string|int>|string|int $customerIds', $netBus['connInfoByCustomerId']);
    $partial = "What the other gateways have answered, in an object of the class that the call gives. Null when the exception does\n"
        . 'not come from a query.';
    $exception = &$docs['classes']['NetsvrBusiness\Exception\SocketReceiveException'];
    $exception['methods']['getPartial'] = $partial;
    $exception['methods']['getPartialResult'] = 'The same as getPartial(), under its name of API 4.';
    unset($exception['properties']['partialResult']);
    $exception['properties']['partial'] = 'See getPartial().';
    return $docs;
};
