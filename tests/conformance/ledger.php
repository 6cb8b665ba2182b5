<?php
/*
 * The parity ledger: the recorded cases that this extension deliberately answers otherwise, each under the
 * number of the deliberate difference that explains it, with what is expected instead. Whatever an entry does
 * not name is expected as recorded.
 *
 * case name => ['difference' => number, 'why' => one line, and any of 'result', 'exception', 'then', 'frames',
 * 'conns', 'log', 'diagnostics', 'main'; 'responses': what the gateways answer, where nobody asked them when
 * it was recorded]
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

$ledger = new LedgerEntries();

$nothing = static fn(): array => ['result' => null, 'diagnostics' => []];
$routed = static fn(array $case): array => (new Expectation($case))->routedByUniqId();
$answered = static fn(string $name): \Closure => static fn(array $case): array => LedgerEntries::answeredAsIn(
    $name,
    (new Expectation($case))->routedByUniqId()
);
$unasked = static fn(array $case): array => ['result' => []] + (new Expectation($case))->routedByUniqId();
$refused = static fn(array $case): array => (new Expectation($case))->refusedElement();
$unequal = static fn(array $case): array => (new Expectation($case))->unequalBulk();
$prefix = 'TaskSocket#1 ';

$ledger->add(
    1,
    'an empty list of ids sends nothing, with one gateway too',
    [
        'forceOffline empty array/g1', 'forceOfflineGuest empty array/g1', 'singleCastBulk empty lists/g1',
    ],
    $nothing
);
$ledger->add(
    1,
    'an empty list of ids sends nothing, with one gateway too',
    [
        'connInfo empty array/g1',
    ],
    static fn(): array => ['result' => [], 'diagnostics' => []]
);

$ledger->add(
    2,
    'a single customerId, string or int, is a list of one',
    [
        'forceOfflineByCustomerId string/g3', 'forceOfflineByCustomerId int/g1', 'forceOfflineByCustomerId int/g3',
        'forceOfflineByCustomerId negative int/g3', 'forceOfflineByCustomerId zero/g1',
        'forceOfflineByCustomerId empty string/g3', 'forceOfflineByCustomerId unicode/g1',
        'forceOfflineByCustomerId unicode/g3', 'forceOfflineByCustomerId big int/g3',
    ],
    static fn(array $case): array => (new Expectation($case))->broadcastByCustomerId()
);
$ledger->add(
    2,
    'a single customerId is checked as a string, not as an array',
    [
        'forceOfflineByCustomerId invalid utf8/g1', 'forceOfflineByCustomerId invalid utf8/g3',
    ],
    static fn(): array => Expectation::thrown('Exception', 'Expect utf-8 encoding.')
);

$ledger->add(
    3,
    'the one gateway gets every id, whatever its prefix',
    [
        'connInfoUpdate empty message/g1', 'forceOffline unknown last/g1', 'forceOfflineGuest unknown last/g1',
        'multicast only unknown/g1', 'forceOffline only unknown/g1', 'forceOfflineGuest only unknown/g1',
        'forceOffline empty string/g1', 'forceOfflineGuest empty string/g1', 'multicast array of empty string/g1',
        'forceOffline array of empty string/g1', 'forceOfflineGuest array of empty string/g1',
        'singleCast unknown gateway/g1', 'singleCast empty uniqId/g1', 'singleCastBulk unknown gateway last/g1',
        'topicSubscribe unknown gateway/g1', 'topicSubscribe empty uniqId/g1', 'topicUnsubscribe empty uniqId/g1',
    ],
    $routed
);
$ledger->add(
    3,
    'the one gateway gets every id, whatever its prefix',
    [
        'checkOnline unknown last/g1', 'checkOnline only unknown/g1', 'checkOnline unknown string/g1',
        'checkOnline array of empty string/g1',
    ],
    $answered('checkOnline one/g1')
);
$ledger->add(
    3,
    'the one gateway gets every id, whatever its prefix',
    [
        'connInfo unknown last/g1', 'connInfo only unknown/g1', 'connInfo unknown string/g1',
    ],
    $answered('connInfo same gateway/g1')
);
$ledger->add(
    3,
    'ids of no configured gateway are skipped and reported',
    [
        'connInfoUpdate unknown gateway/g3', 'forceOffline unknown first/g3', 'forceOfflineGuest unknown first/g3',
        'multicast unknown last/g3', 'forceOffline unknown last/g3', 'forceOfflineGuest unknown last/g3',
        'multicast only unknown/g3', 'forceOffline only unknown/g3', 'multicast unknown string/g3',
        'forceOffline unknown string/g3', 'forceOfflineGuest unknown string/g3', 'forceOfflineGuest empty string/g3',
        'multicast array of empty string/g3', 'forceOffline array of empty string/g3',
        'forceOfflineGuest short id/g3', 'multicast uppercase hex/g3', 'forceOffline uppercase hex/g3',
        'singleCast unknown gateway/g3', 'singleCastBulk unknown gateway map/g3',
        'singleCastBulk unknown gateway last/g3', 'topicSubscribe unknown gateway/g3',
        'topicUnsubscribe empty uniqId/g3',
    ],
    $routed
);
// The gateways that were asked answered then as they do now: only the report is new.
$ledger->add(
    3,
    'ids of no configured gateway are skipped and reported',
    [
        'connInfo unknown first/g3', 'checkOnline unknown last/g3', 'connInfo unknown last/g3',
        'checkOnline only unknown/g3', 'connInfo only unknown/g3', 'checkOnline unknown string/g3',
        'checkOnline empty string/g3', 'connInfo array of empty string/g3', 'connInfo short id/g3',
        'checkOnline uppercase hex/g3',
    ],
    static fn(array $case): array => ['log' => $routed($case)['log']]
);
$ledger->add(
    3,
    'ids of no configured gateway are skipped and reported, main sockets or not',
    [
        'main: bulk',
    ],
    static fn(): array => ['log' => [[
        'warning',
        $prefix . 'singleCastBulk: 1 of 3 uniqIds belong to no configured gateway and were skipped: '
        . '0a0000010a0b6621e43b00000001',
    ]]]
);

$ledger->add(
    4,
    'int, float and bool elements are ids as good as strings',
    [
        'forceOffline int element/g3', 'forceOfflineGuest int element/g3', 'multicast int element last/g3',
        'forceOffline int element last/g3', 'forceOfflineGuest int element last/g1',
        'forceOfflineGuest float element/g3', 'forceOffline bool element/g3', 'forceOfflineGuest bool element/g3',
        'multicast single int element/g1', 'multicast single int element/g3', 'forceOffline single int element/g3',
        'forceOfflineGuest single int element/g3', 'singleCastBulk int key/g3', 'singleCastBulk int key last/g1',
        'singleCastBulk int key last/g3', 'singleCastBulk list array/g1', 'singleCastBulk list array/g3',
        'singleCastBulk uniqIds int/g1', 'singleCastBulk uniqIds int/g3',
    ],
    $routed
);
$ledger->add(
    4,
    'int, float and bool elements are ids as good as strings',
    [
        'checkOnline int element last/g1', 'checkOnline single int element/g1',
    ],
    $answered('checkOnline one/g1')
);
$ledger->add(
    4,
    'int, float and bool elements are ids as good as strings',
    [
        'connInfo int element last/g1', 'connInfo single int element/g1',
    ],
    $answered('connInfo same gateway/g1')
);
$ledger->add(
    4,
    'int, float and bool elements are ids as good as strings',
    [
        'checkOnline int element/g3', 'checkOnline int element last/g3', 'checkOnline float element/g3',
    ],
    $answered('checkOnline string/g3')
);
$ledger->add(
    4,
    'int, float and bool elements are ids as good as strings',
    [
        'connInfo int element/g3', 'connInfo float element/g3', 'connInfo bool element/g3',
    ],
    $answered('connInfo string/g3')
);
$ledger->add(
    4,
    'int, float and bool elements are ids as good as strings',
    [
        'checkOnline single int element/g3',
    ],
    $unasked
);
$ledger->add(
    4,
    'null is no element of a list of strings',
    [
        'multicast null element/g1', 'multicast null element/g3', 'forceOffline null element/g1',
        'forceOffline null element/g3', 'forceOfflineGuest null element/g1', 'forceOfflineGuest null element/g3',
        'checkOnline null element/g1', 'checkOnline null element/g3', 'connInfo null element/g1',
        'connInfo null element/g3', 'multicast single null element/g1', 'forceOfflineGuest single null element/g1',
        'forceOfflineGuest single null element/g3', 'checkOnline single null element/g1',
        'multicastByCustomerId list null/g1', 'multicastByCustomerId list null/g3',
        'forceOfflineByCustomerId list null/g1', 'forceOfflineByCustomerId list null/g3',
        'connInfoByCustomerId list null/g1', 'connInfoByCustomerId list null/g3', 'topicSubscribe null element/g1',
        'topicSubscribe null element/g3', 'topicUnsubscribe null element/g1', 'topicUnsubscribe null element/g3',
        'topicDelete null element/g1', 'topicDelete null element/g3', 'topicPublish null element/g1',
        'topicPublish null element/g3', 'topicUniqIdList null element/g1', 'topicUniqIdCount null element/g1',
        'topicCustomerIdList null element/g1', 'topicCustomerIdToUniqIdsList null element/g1',
    ],
    $refused
);
$ledger->add(
    4,
    'an array is no element of a list of strings',
    [
        'multicast array element/g3', 'forceOffline array element/g3', 'forceOfflineGuest array element/g1',
        'forceOfflineGuest array element/g3', 'checkOnline array element/g1', 'checkOnline array element/g3',
        'connInfo array element/g1', 'connInfo array element/g3', 'multicastByCustomerId list array/g1',
        'forceOfflineByCustomerId list array/g1', 'connInfoByCustomerId list array/g1',
        'topicSubscribe array element/g3', 'topicUnsubscribe array element/g1', 'topicUnsubscribe array element/g3',
        'topicDelete array element/g1', 'topicDelete array element/g3', 'topicPublish array element/g1',
        'topicUniqIdList array element/g1', 'topicUniqIdList array element/g3', 'topicUniqIdCount array element/g1',
        'topicUniqIdCount array element/g3', 'topicCustomerIdList array element/g3',
        'topicCustomerIdToUniqIdsList array element/g1', 'topicCustomerIdToUniqIdsList array element/g3',
        'topicCustomerIdCount array element/g1', 'topicCustomerIdCount array element/g3',
    ],
    $refused
);
$ledger->add(
    4,
    'null and arrays are no elements of a bulk',
    [
        'singleCastBulk uniqIds without data/g1', 'singleCastBulk uniqIds without data/g3',
        'singleCastBulk uniqIds null/g1', 'singleCastBulk uniqIds null/g3', 'singleCastBulk data null/g1',
        'singleCastBulk null data element/g3', 'singleCastBulk array data element/g3',
        'singleCastBulkByCustomerId ids without data/g1', 'singleCastBulkByCustomerId null data/g1',
        'topicPublishBulk topics list without data/g3', 'topicPublishBulk null data/g3',
    ],
    $refused
);

$ledger->add(
    5,
    'as many data as ids, or exactly one id',
    [
        'singleCastBulk string data two ids/g3', 'singleCastBulk more data/g1', 'singleCastBulk more data/g3',
        'singleCastBulkByCustomerId mismatch/g3', 'topicPublishBulk string data/g1', 'topicPublishBulk mismatch/g1',
        'topicPublishBulk mismatch/g3',
    ],
    $unequal
);

$notConnected = static fn(array $case): array => ['log' => array_map(
    static fn(array $line): array => str_contains($line[1], 'send to')
        ? ['error', $prefix . "send to {$case['gateways'][0]} failed.\n0 --> not connected\n"
            . 'Throwable: NetsvrBusiness\Exception\SocketSendException']
        : $line,
    $case['log']
)];
$ledger->add(
    6,
    'a frame that found no connection says so in an exception of this library',
    [
        'gateway down one-way', 'one of two gateways down, one-way',
    ],
    $notConnected
);
$ledger->add(
    6,
    'a connection that the gateway closed is replaced before the next call',
    [
        'server closes after answer, next call',
    ],
    static fn(array $case): array => [
        'then' => array_map(
            static fn(array $then): array => ['call' => $then['call'], 'result' => $case['result']],
            $case['then']
        ),
        'frames' => ['127.0.0.1:7301' => array_fill(0, 4, '0000000435a4f4bf')],
        'conns' => ['127.0.0.1:7301' => [1, 1, 1, 1]],
        'log' => array_merge(...array_fill(0, 4, [
            ['info', $prefix . 'connect to 127.0.0.1:7301 ok.'],
            ['info', $prefix . 'close connection 127.0.0.1:7301 ok.'],
        ])),
    ]
);

$allAsked = static fn(array $case): array => [
    'frames' => array_fill_keys($case['gateways'], $case['frames'][$case['gateways'][0]]),
    'conns' => array_fill_keys($case['gateways'], [1]),
    'log' => array_merge(
        array_map(
            static fn(string $addr): array => ['info', $prefix . "connect to $addr ok."],
            $case['gateways']
        ),
        ...array_map(static fn(string $addr): array => [
            ['info', $prefix . "close connection $addr ok."],
            ['error', $prefix . "receive from $addr failed.\n0 --> netsvr server closed the connection\n"
                . 'Throwable: NetsvrBusiness\Exception\SocketReceiveException'],
        ], $case['gateways'])
    ),
];
$ledger->add(
    8,
    'all gateways are asked before the first answer is awaited; each failure is logged, in their order',
    [
        'answer closed uniqIdList/g3', 'answer timeout/g3',
    ],
    $allAsked
);

$ledger->add(
    9,
    'a malformed answer throws an exception of this library',
    [
        'body truncated varint uniqIdCount', 'body truncated length uniqIdCount', 'body wire type 7 uniqIdCount',
        'body end group uniqIdCount', 'body group uniqIdCount', 'body varint 11 bytes uniqIdCount',
        'body truncated uniqIdList', 'body truncated checkOnline', 'body huge length uniqIdList',
        'body huge length checkOnline', 'body truncated value connInfo',
    ],
    static fn(): array => ['exception' => [
        'class' => 'NetsvrBusiness\Exception\DecodeException',
        'message' => 'Error occurred during parsing',
        'code' => 0,
    ]]
);

$ledger->add(
    11,
    'the rollback of start() closes what had connected',
    [
        'main: second connect fails',
    ],
    static fn(): array => ['main' => [
        ['127.0.0.1:7401', 'connect'],
        ['127.0.0.1:7402', 'connect'],
        ['127.0.0.1:7401', 'close'],
        ['manager', 'start', false],
    ]]
);

$ledger->add(
    28,
    'ids and data with the same keys pair by them, with one gateway, too',
    [
        'singleCastBulk keyed lists/g1',
    ],
    $routed
);

return $ledger->entries();
