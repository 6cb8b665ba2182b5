<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Ret;

/**
 * The number of customers that have a connection, for each gateway.
 *
 * What the gateways have answered, as it came: its methods read that. Who looks at $data finds a message for each
 * gateway, and what is changed there the methods see, too.
 */
class CustomerIdCountRet implements \JsonSerializable
{
    /**
     * What each gateway has answered, by its address; in the order of the gateways. A gateway that was not asked is
     * not there.
     *
     * @var array<array-key, \NetsvrProtocol\CustomerIdCountResp>
     */
    public array $data = [];

    /**
     * The answers of all gateways as rows.
     *
     * @return list<array{addr: array-key, count: int}>
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
