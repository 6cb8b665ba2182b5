<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Ret;

/**
 * What the gateways keep for the connections of customers. Customers without a connection are left out.
 *
 * The object keeps the answers of the gateways as they came, and its methods read them. $data has a message for each
 * gateway; the methods see what you change there.
 */
class ConnInfoByCustomerIdRet implements \JsonSerializable
{
    /**
     * The answer of each gateway, by its address, in the order of the gateways. A gateway that was not asked has no
     * entry.
     *
     * @var array<array-key, \NetsvrProtocol\ConnInfoByCustomerIdResp>
     */
    public array $data = [];

    /**
     * The connections of all gateways by their customerIds: the objects of $data. A customerId that looks like an integer
     * becomes an int key.
     *
     * @return array<array-key, list<\NetsvrProtocol\ConnInfoByCustomerIdRespItem>>
     */
    public function getItems(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The uniqIds of all gateways, one after the other.
     *
     * @return list<string>
     */
    public function getUniqIds(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The answers of all gateways as rows.
     *
     * @return list<array{addr: array-key, customerId: string, uniqId: string, session: string, topics: list<string>}>
     */
    public function toArray(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * For json_encode(): the same as toArray().
     *
     * @return array<array-key, mixed>
     */
    public function jsonSerialize(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
