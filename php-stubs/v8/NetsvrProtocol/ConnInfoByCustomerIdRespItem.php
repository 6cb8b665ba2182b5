<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * What is kept for one connection of a customer.
 *
 * Fields (number, type):
 * - `session` (1, string): what the application keeps with the client
 * - `uniqId` (2, string): the client
 * - `topics` (3, list of string): the topics
 */
class ConnInfoByCustomerIdRespItem extends \NetsvrProtocol\Message
{
    protected $session = '';
    protected $uniqId = '';

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
