<?php
/*
 * What a gateway of the fake answers when it is asked about its clients. What is unknown is absent from the answer.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Testing;

use Netsvr\CheckOnlineResp;
use Netsvr\Cmd;
use Netsvr\ConnInfoByCustomerIdReq;
use Netsvr\ConnInfoByCustomerIdResp;
use Netsvr\ConnInfoByCustomerIdRespItem;
use Netsvr\ConnInfoByCustomerIdRespItems;
use Netsvr\ConnInfoReq;
use Netsvr\ConnInfoResp;
use Netsvr\ConnInfoRespItem;
use Netsvr\CustomerIdCountResp;
use Netsvr\CustomerIdListResp;
use Netsvr\CustomerIdToUniqIdsRespItem;
use Netsvr\Message;
use Netsvr\TopicCountResp;
use Netsvr\TopicCustomerIdCountResp;
use Netsvr\TopicCustomerIdListResp;
use Netsvr\TopicCustomerIdListRespItem;
use Netsvr\TopicCustomerIdToUniqIdsListResp;
use Netsvr\TopicCustomerIdToUniqIdsListRespItem;
use Netsvr\TopicListResp;
use Netsvr\TopicUniqIdCountResp;
use Netsvr\TopicUniqIdListResp;
use Netsvr\TopicUniqIdListRespItem;
use Netsvr\UniqIdCountResp;
use Netsvr\UniqIdListResp;

/** @internal */
final class GatewayAnswers
{
    public function __construct(private readonly FakeGateway $gateway)
    {
    }

    /** @param Message|null $asked null for a query without fields */
    public function to(int $cmd, ?Message $asked): Message
    {
        return match ($cmd) {
            Cmd::CheckOnline => new CheckOnlineResp(['uniqIds' => array_values(array_filter(
                [...$asked->getUniqIds()],
                fn(string $uniqId): bool => $this->gateway->client($uniqId) !== null
            ))]),
            Cmd::UniqIdList => new UniqIdListResp(['uniqIds' => self::uniqIds($this->gateway->clients())]),
            Cmd::UniqIdCount => new UniqIdCountResp(['count' => count($this->gateway->clients())]),
            Cmd::CustomerIdList => new CustomerIdListResp(['customerIds' => self::customers($this->gateway->clients())]),
            Cmd::CustomerIdCount => new CustomerIdCountResp(['count' => count(self::customers($this->gateway->clients()))]),
            Cmd::TopicList => new TopicListResp(['topics' => $this->topics()]),
            Cmd::TopicCount => new TopicCountResp(['count' => count($this->topics())]),
            Cmd::TopicUniqIdList => new TopicUniqIdListResp(['items' => $this->each(
                $asked->getTopics(),
                static fn(array $clients) => new TopicUniqIdListRespItem(['uniqIds' => self::uniqIds($clients)])
            )]),
            Cmd::TopicUniqIdCount => new TopicUniqIdCountResp(['items' => $this->each(
                $asked->getCountAll() ? $this->topics() : $asked->getTopics(),
                count(...)
            )]),
            Cmd::TopicCustomerIdList => new TopicCustomerIdListResp(['items' => $this->each(
                $asked->getTopics(),
                static fn(array $clients) => new TopicCustomerIdListRespItem(['customerIds' => self::customers($clients)])
            )]),
            Cmd::TopicCustomerIdCount => new TopicCustomerIdCountResp(['items' => $this->each(
                $asked->getCountAll() ? $this->topics() : $asked->getTopics(),
                static fn(array $clients): int => count(self::customers($clients))
            )]),
            Cmd::TopicCustomerIdToUniqIdsList => new TopicCustomerIdToUniqIdsListResp(['items' => $this->each(
                $asked->getTopics(),
                self::uniqIdsByCustomer(...)
            )]),
            Cmd::ConnInfo => $this->connInfo($asked),
            Cmd::ConnInfoByCustomerId => $this->connInfoByCustomerId($asked),
            // metrics, limits: nothing was measured, nothing is limited
            default => Frames::emptyAnswer($cmd),
        };
    }

    /**
     * An entry for each topic that somebody has.
     *
     * @template T
     * @param iterable<string> $topics
     * @param callable(non-empty-list<FakeClient>): T $entry
     * @return array<array-key, T>
     */
    private function each(iterable $topics, callable $entry): array
    {
        $items = [];
        foreach ($topics as $topic) {
            $clients = $this->gateway->ofTopic($topic);
            if ($clients !== []) {
                $items[$topic] = $entry($clients);
            }
        }
        return $items;
    }

    private function connInfo(ConnInfoReq $asked): ConnInfoResp
    {
        $items = [];
        foreach ($asked->getUniqIds() as $uniqId) {
            $client = $this->gateway->client($uniqId);
            if ($client !== null) {
                $items[$uniqId] = new ConnInfoRespItem([
                    'session' => $asked->getReqSession() ? $client->session : '',
                    'customerId' => $asked->getReqCustomerId() ? $client->customerId : '',
                    'topics' => $asked->getReqTopic() ? $client->topics() : [],
                ]);
            }
        }
        return new ConnInfoResp(['items' => $items]);
    }

    private function connInfoByCustomerId(ConnInfoByCustomerIdReq $asked): ConnInfoByCustomerIdResp
    {
        $items = [];
        foreach ($asked->getCustomerIds() as $customerId) {
            $entries = array_map(static fn(FakeClient $client) => new ConnInfoByCustomerIdRespItem([
                'session' => $asked->getReqSession() ? $client->session : '',
                'uniqId' => $asked->getReqUniqId() ? $client->uniqId : '',
                'topics' => $asked->getReqTopic() ? $client->topics() : [],
            ]), $this->gateway->ofCustomer($customerId));
            if ($entries !== []) {
                $items[$customerId] = new ConnInfoByCustomerIdRespItems(['items' => $entries]);
            }
        }
        return new ConnInfoByCustomerIdResp(['items' => $items]);
    }

    /** @return list<string> */
    private function topics(): array
    {
        $topics = array_map(static fn(FakeClient $client): array => $client->topics(), $this->gateway->clients());
        return array_values(array_unique(array_merge([], ...$topics)));
    }

    /** @param list<FakeClient> $clients */
    private static function uniqIdsByCustomer(array $clients): TopicCustomerIdToUniqIdsListRespItem
    {
        $items = [];
        foreach (self::customers($clients) as $customerId) {
            $own = array_filter($clients, static fn(FakeClient $client): bool => $client->customerId === $customerId);
            $items[$customerId] = new CustomerIdToUniqIdsRespItem(['uniqIds' => self::uniqIds($own)]);
        }
        return new TopicCustomerIdToUniqIdsListRespItem(['items' => $items]);
    }

    /** @param array<FakeClient> $clients @return list<string> */
    private static function uniqIds(array $clients): array
    {
        return array_values(array_map(static fn(FakeClient $client): string => $client->uniqId, $clients));
    }

    /** @param list<FakeClient> $clients @return list<string> each once; a guest has none */
    private static function customers(array $clients): array
    {
        $customers = array_map(static fn(FakeClient $client): string => $client->customerId, $clients);
        return array_values(array_unique(array_filter($customers, static fn(string $id): bool => $id !== '')));
    }
}
