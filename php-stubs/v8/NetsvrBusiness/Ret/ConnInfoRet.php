<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Ret;

/**
 * What the gateways keep for clients. Clients that are not connected are left out.
 *
 * The object keeps the answers of the gateways as they came, and its methods read them. $data has a message for each
 * gateway; the methods see what you change there.
 */
class ConnInfoRet implements \JsonSerializable
{
    /**
     * The answer of each gateway, by its address, in the order of the gateways. A gateway that was not asked has no
     * entry.
     *
     * @var array<array-key, \NetsvrProtocol\ConnInfoResp>
     */
    public array $data = [];

    /**
     * The connections by their uniqIds: the objects of $data. A uniqId that looks like an integer becomes an int key.
     *
     * @return array<array-key, \NetsvrProtocol\ConnInfoRespItem>
     */
    public function getItems(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The answers of all gateways as rows.
     *
     * @return list<array{addr: array-key, uniqId: string, customerId: string, session: string, topics: list<string>}>
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
