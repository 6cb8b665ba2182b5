<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Ret;

/**
 * What the gateways keep for the connections of customers. Customers without a connection are not there.
 *
 * What the gateways have answered, as it came: its methods read that. Who looks at $data finds a message for each
 * gateway, and what is changed there the methods see, too.
 */
class ConnInfoByCustomerIdRet implements \JsonSerializable
{
    /**
     * What each gateway has answered, by its address; in the order of the gateways. A gateway that was not asked is
     * not there.
     *
     * @var array<array-key, \NetsvrProtocol\ConnInfoByCustomerIdResp>
     */
    public array $data = [];

    /**
     * The connections of all gateways by their customerIds: the objects of $data. A customerId that looks like an integer
     * is an int as a key.
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
     * For json_encode(): what toArray() gives.
     *
     * @return array<array-key, mixed>
     */
    public function jsonSerialize(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
