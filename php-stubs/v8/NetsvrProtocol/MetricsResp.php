<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * The counters of a gateway.
 *
 * Fields (number, type):
 * - `items` (1, map of int32 to MetricsRespItem): the counters, by their numbers
 */
class MetricsResp extends \NetsvrProtocol\Message
{
    /**
     * The counters, by their numbers.
     *
     * @return MapField<int, MetricsRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The counters, by their numbers.
     *
     * @param iterable<int, MetricsRespItem> $var
     * @return $this
     * @throws \Exception for messages of another class
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
