<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Ret;

/**
 * All topics, for each gateway.
 *
 * The object keeps the answers of the gateways as they came, and its methods read them. $data has a message for each
 * gateway; the methods see what you change there.
 */
class TopicListRet implements \JsonSerializable
{
    /**
     * The answer of each gateway, by its address, in the order of the gateways. A gateway that was not asked has no
     * entry.
     *
     * @var array<array-key, \NetsvrProtocol\TopicListResp>
     */
    public array $data = [];

    /**
     * The answers of all gateways as rows.
     *
     * @return list<array{addr: array-key, topics: list<string>}>
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
