<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Sends each customer a message of its own, or one customer several.
 *
 * Fields (number, type):
 * - `customerIds` (1, list of string): the customers
 * - `data` (2, list of bytes): what to send, in the order of the customers
 */
class SingleCastBulkByCustomerId extends \NetsvrProtocol\Message
{
    /**
     * The customers.
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getCustomerIds()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The customers.
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setCustomerIds($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send, in the order of the customers.
     *
     * @return RepeatedField<string> any bytes
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send, in the order of the customers.
     *
     * @param iterable<string> $var any bytes
     * @return $this
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setData($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
