<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * How many customers are subscribed to topics.
 *
 * Fields (number, type):
 * - `items` (1, map of string to int32): the answer, by topic
 */
class TopicCustomerIdCountResp extends \Netsvr\Message
{
    /**
     * The answer, by topic.
     *
     * @return MapField<string, int>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The answer, by topic.
     *
     * @param iterable<string, int> $var 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
