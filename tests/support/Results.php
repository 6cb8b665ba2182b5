<?php
/*
 * An answer for each of the sixteen queries of API 8, and how each query is asked.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use NetsvrBusiness\NetBus;
use NetsvrProtocol\CheckOnlineResp;
use NetsvrProtocol\Cmd;
use NetsvrProtocol\ConnInfoByCustomerIdResp;
use NetsvrProtocol\ConnInfoByCustomerIdRespItem;
use NetsvrProtocol\ConnInfoByCustomerIdRespItems;
use NetsvrProtocol\ConnInfoResp;
use NetsvrProtocol\ConnInfoRespItem;
use NetsvrProtocol\CustomerIdCountResp;
use NetsvrProtocol\CustomerIdListResp;
use NetsvrProtocol\CustomerIdToUniqIdsRespItem;
use NetsvrProtocol\LimitResp;
use NetsvrProtocol\MetricsResp;
use NetsvrProtocol\MetricsRespItem;
use NetsvrProtocol\TopicCountResp;
use NetsvrProtocol\TopicCustomerIdCountResp;
use NetsvrProtocol\TopicCustomerIdListResp;
use NetsvrProtocol\TopicCustomerIdListRespItem;
use NetsvrProtocol\TopicCustomerIdToUniqIdsListResp;
use NetsvrProtocol\TopicCustomerIdToUniqIdsListRespItem;
use NetsvrProtocol\TopicListResp;
use NetsvrProtocol\TopicUniqIdCountResp;
use NetsvrProtocol\TopicUniqIdListResp;
use NetsvrProtocol\TopicUniqIdListRespItem;
use NetsvrProtocol\UniqIdCountResp;
use NetsvrProtocol\UniqIdListResp;

final class Results
{
    /** Addresses of gateways that nobody listens at. */
    public const ONE = '127.0.0.1:6062';
    public const OTHER = '127.0.0.2:6062';
    /** A uniqId of each. */
    public const ID_OF_ONE = '7f00000117ae6621e43b00000001';
    public const ID_OF_OTHER = '7f00000217ae6621e43b00000001';

    /** NetBus asks two gateways that give these answers. */
    public static function bind(): void
    {
        AnsweringTaskSocket::bind([
            self::ONE => self::bodies(self::ID_OF_ONE),
            self::OTHER => self::bodies(self::ID_OF_OTHER),
        ]);
    }

    /** @return array<string, callable(): object> how each query is asked */
    public static function queries(): array
    {
        $ids = [self::ID_OF_ONE, self::ID_OF_OTHER];
        return [
            'checkOnline' => static fn() => NetBus::checkOnline($ids),
            'connInfo' => static fn() => NetBus::connInfo($ids),
            'connInfoByCustomerId' => static fn() => NetBus::connInfoByCustomerId(77),
            'customerIdCount' => NetBus::customerIdCount(...),
            'customerIdList' => NetBus::customerIdList(...),
            'limit' => NetBus::limit(...),
            'metrics' => NetBus::metrics(...),
            'topicCount' => NetBus::topicCount(...),
            'topicCustomerIdCount' => static fn() => NetBus::topicCustomerIdCount(['t'], true),
            'topicCustomerIdList' => static fn() => NetBus::topicCustomerIdList('t'),
            'topicCustomerIdToUniqIdsList' => static fn() => NetBus::topicCustomerIdToUniqIdsList(['t']),
            'topicList' => NetBus::topicList(...),
            'topicUniqIdCount' => static fn() => NetBus::topicUniqIdCount(['t'], true),
            'topicUniqIdList' => static fn() => NetBus::topicUniqIdList('t'),
            'uniqIdCount' => NetBus::uniqIdCount(...),
            'uniqIdList' => NetBus::uniqIdList(...),
        ];
    }

    /** @return array<int, string> what a gateway with this client answers, by command */
    public static function bodies(string $uniqId): array
    {
        $messages = [
            Cmd::CheckOnline => (new CheckOnlineResp())->setUniqIds([$uniqId, '12']),
            Cmd::ConnInfo => (new ConnInfoResp())->setItems([
                $uniqId => (new ConnInfoRespItem())->setCustomerId('77')->setSession('{"é":1}')->setTopics(['t', '5']),
                '12' => new ConnInfoRespItem(),
            ]),
            Cmd::ConnInfoByCustomerId => (new ConnInfoByCustomerIdResp())->setItems([
                '77' => (new ConnInfoByCustomerIdRespItems())->setItems([
                    (new ConnInfoByCustomerIdRespItem())->setUniqId($uniqId)->setSession('s'),
                    (new ConnInfoByCustomerIdRespItem())->setUniqId('12')->setTopics(['t']),
                ]),
                'nobody' => new ConnInfoByCustomerIdRespItems(),
            ]),
            Cmd::CustomerIdCount => (new CustomerIdCountResp())->setCount(2),
            Cmd::CustomerIdList => (new CustomerIdListResp())->setCustomerIds(['77', 'c']),
            Cmd::Limit => (new LimitResp())->setOnMessage(200)->setOnOpen(100),
            Cmd::Metrics => (new MetricsResp())->setItems([
                3 => (new MetricsRespItem())->setItem(3)->setCount(5_000_000_000)->setMeanRate(1.23456)->setRate5(0.5),
                1 => (new MetricsRespItem())->setItem(1),
            ]),
            Cmd::TopicCount => (new TopicCountResp())->setCount(-1),
            Cmd::TopicCustomerIdCount => (new TopicCustomerIdCountResp())->setItems(['t' => 2, '5' => 0]),
            Cmd::TopicCustomerIdList => (new TopicCustomerIdListResp())->setItems([
                't' => (new TopicCustomerIdListRespItem())->setCustomerIds(['77', 'c']),
                '5' => new TopicCustomerIdListRespItem(),
            ]),
            Cmd::TopicCustomerIdToUniqIdsList => (new TopicCustomerIdToUniqIdsListResp())->setItems([
                't' => (new TopicCustomerIdToUniqIdsListRespItem())->setItems([
                    '77' => (new CustomerIdToUniqIdsRespItem())->setUniqIds([$uniqId, '12']),
                    'c' => new CustomerIdToUniqIdsRespItem(),
                ]),
                '5' => new TopicCustomerIdToUniqIdsListRespItem(),
            ]),
            Cmd::TopicList => (new TopicListResp())->setTopics(['t', '5']),
            Cmd::TopicUniqIdCount => (new TopicUniqIdCountResp())->setItems(['t' => 2, '5' => 0]),
            Cmd::TopicUniqIdList => (new TopicUniqIdListResp())->setItems([
                't' => (new TopicUniqIdListRespItem())->setUniqIds([$uniqId]),
                '5' => new TopicUniqIdListRespItem(),
            ]),
            Cmd::UniqIdCount => (new UniqIdCountResp())->setCount(2147483647),
            Cmd::UniqIdList => (new UniqIdListResp())->setUniqIds([$uniqId, '12']),
        ];
        return array_map(static fn(object $message): string => $message->serializeToString(), $messages);
    }
}
