<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Ret;

/**
 * The counters of the gateways: the count, and the rates per second.
 *
 * The object keeps the answers of the gateways as they came, and its methods read them. $data has a message for each
 * gateway; the methods see what you change there.
 */
class MetricsRet implements \JsonSerializable
{
    /**
     * The answer of each gateway, by its address, in the order of the gateways. A gateway that was not asked has no
     * entry.
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
     * For json_encode(): the same as toArray().
     *
     * @return array<array-key, mixed>
     */
    public function jsonSerialize(): array
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
