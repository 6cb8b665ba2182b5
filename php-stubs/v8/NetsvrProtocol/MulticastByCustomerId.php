<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Sends one message to all connections of several customers.
 *
 * Fields (number, type):
 * - `customerIds` (1, list of string): the customers
 * - `data` (2, bytes): what to send to the client
 */
class MulticastByCustomerId extends \NetsvrProtocol\Message
{
    protected $data = '';

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
     * What to send to the client.
     *
     * @return string any bytes
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send to the client.
     *
     * @param string $var any bytes
     * @return $this
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setData($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
