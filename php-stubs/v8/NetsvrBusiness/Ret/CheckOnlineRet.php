<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Ret;

/**
 * Which clients are connected.
 *
 * What the gateways have answered, as it came: its methods read that. Who looks at $data finds a message for each
 * gateway, and what is changed there the methods see, too.
 */
class CheckOnlineRet implements \JsonSerializable
{
    /**
     * What each gateway has answered, by its address; in the order of the gateways. A gateway that was not asked is
     * not there.
     *
     * @var array<array-key, \NetsvrProtocol\CheckOnlineResp>
     */
    public array $data = [];
    /**
     * The set, once it has been asked for.
     *
     * @var array<array-key, true>|null
     */
    protected ?array $cache = null;

    /** Makes the set of those that are connected, in $cache: uniqId => true. */
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

    /** Whether a client is connected. The set that it looks into is made at the first call, and anew when $data has changed. */
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
     * For json_encode(): what toArray() gives.
     *
     * @return array<array-key, mixed>
     */
    public function jsonSerialize(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
