<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Ret;

/**
 * The gateways' counters: what was counted, and how often a second.
 *
 * What the gateways have answered, as it came: its methods read that. Who looks at $data finds a message for each
 * gateway, and what is changed there the methods see, too.
 */
class MetricsRet implements \JsonSerializable
{
    /**
     * What each gateway has answered, by its address; in the order of the gateways. A gateway that was not asked is
     * not there.
     *
     * @var array<array-key, \NetsvrProtocol\MetricsResp>
     */
    public array $data = [];

    /**
     * The counters of all gateways as rows.
     *
     * @param int $precision decimal places of the rates, as for round()
     * @return list<array{addr: array-key, item: int, count: int, meanRate: float, rate1: float, rate5: float, rate15: float}>
     */
    public function toArray(int $precision = 3): array
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
