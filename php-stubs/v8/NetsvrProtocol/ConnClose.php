<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Event: a client has disconnected.
 *
 * Fields (number, type):
 * - `uniqId` (1, string): the client
 * - `customerId` (2, string): the customer the client belongs to; empty for none
 * - `session` (3, string): what the application keeps with the client
 * - `topics` (4, list of string): the topics
 */
class ConnClose extends \NetsvrProtocol\Message
{
    protected $uniqId = '';
    protected $customerId = '';
    protected $session = '';

    /**
     * The client.
     *
     * @return string UTF-8
     */
    public function getUniqId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The client.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setUniqId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The customer the client belongs to; empty for none.
     *
     * @return string UTF-8
     */
    public function getCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The customer the client belongs to; empty for none.
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
     * What the application keeps with the client.
     *
     * @return string UTF-8
     */
    public function getSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What the application keeps with the client.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setSession($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The topics.
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getTopics()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The topics.
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setTopics($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
