<?php
/*
 * What differs on purpose from what was recorded of the messages: entry => number in the table of deliberate
 * differences, and the outcome expected instead. Every entry is named here; the runner fails for one that passes
 * as recorded.
 */
declare(strict_types=1);

return (static function (): array {
    $thrown = static fn(string $class, string $message): array => [
        'exception' => ['class' => $class, 'message' => $message, 'code' => 0],
    ];
    $ledger = [];

    // malformed bytes are a DecodeException of this extension
    $messages = [
        'Broadcast', 'CheckOnlineReq', 'CheckOnlineResp', 'ConnInfoByCustomerIdReq', 'ConnInfoByCustomerIdRespItem',
        'ConnInfoReq', 'ConnInfoResp', 'ConnInfoRespItem', 'ConnInfoUpdate', 'CustomerIdListResp', 'ForceOffline',
        'ForceOfflineByCustomerId', 'ForceOfflineGuest', 'LimitResp', 'Multicast', 'SingleCast', 'SingleCastBulk',
        'SingleCastBulkByCustomerId', 'TopicCountResp', 'TopicCustomerIdCountResp', 'TopicCustomerIdListReq',
        'TopicCustomerIdListResp', 'TopicCustomerIdListRespItem', 'TopicCustomerIdToUniqIdsListReq',
        'TopicCustomerIdToUniqIdsListResp', 'TopicCustomerIdToUniqIdsListRespItem', 'TopicPublish',
        'TopicPublishBulk', 'TopicSubscribe', 'TopicUniqIdCountReq', 'TopicUniqIdCountResp', 'TopicUniqIdListReq',
        'TopicUniqIdListResp', 'TopicUniqIdListRespItem', 'TopicUnsubscribe', 'UnRegisterResp', 'UniqIdCountResp',
    ];
    foreach ($messages as $message) {
        $ledger["$message parse garbage"] = [
            'difference' => 9,
            'outcome' => $thrown('NetsvrBusiness\Exception\DecodeException', 'Error occurred during parsing: '),
        ];
    }

    // the fields' objects are of this extension
    foreach (['RepeatedField', 'MapField'] as $class) {
        $ledger["\$$class class"] = ['difference' => 13, 'outcome' => ['ok' => "Netsvr\\$class"]];
    }

    // an int32 outside its range is refused
    $fields = [
        'ForceOfflineGuest set delay', 'LimitResp set onOpen', 'LimitResp set onMessage', 'TopicCountResp set count',
        'UniqIdCountResp set count',
    ];
    $numbers = ['int32 overflow' => '2147483648', 'int64 max' => '9223372036854775807', 'huge float' => '1.0E+30'];
    foreach ($fields as $field) {
        foreach ($numbers as $case => $number) {
            $ledger["$field $case"] = [
                'difference' => 14,
                'outcome' => $thrown('RangeException', "Expect an integer of 32 bits, $number given."),
            ];
        }
    }
    return $ledger;
})();
