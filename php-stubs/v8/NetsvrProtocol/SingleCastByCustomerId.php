<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Sends a message to all connections of one customer.
 *
 * Fields (number, type):
 * - `customerId` (1, string): the customer
 * - `data` (2, bytes): what to send to the client
 */
class SingleCastByCustomerId extends \NetsvrProtocol\Message
{
    protected $customerId = '';
    protected $data = '';

    /**
     * The customer.
     *
     * @return string UTF-8
     */
    public function getCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The customer.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setCustomerId($var)
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
