<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Ret;

/**
 * Tells which clients are connected.
 *
 * The object keeps the answers of the gateways as they came, and its methods read them. $data has a message for each
 * gateway; the methods see what you change there.
 */
class CheckOnlineRet implements \JsonSerializable
{
    /**
     * The answer of each gateway, by its address, in the order of the gateways. A gateway that was not asked has no
     * entry.
     *
     * @var array<array-key, \NetsvrProtocol\CheckOnlineResp>
     */
    public array $data = [];
    /**
     * The set, once it has been made.
     *
     * @var array<array-key, true>|null
     */
    protected ?array $cache = null;

    /** Makes the set of connected clients in $cache: uniqId => true. */
    protected function initCache(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The clients that are connected, each once. A uniqId that looks like an integer is an int.
     *
     * @return list<string|int>
     */
    public function getUniqIds(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Whether a client is connected. The first call makes a set to look into; it is made anew when $data has changed. */
    public function has(string $uniqId): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The answers of all gateways as rows.
     *
     * @return list<array{addr: array-key, uniqIds: list<string>}>
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
