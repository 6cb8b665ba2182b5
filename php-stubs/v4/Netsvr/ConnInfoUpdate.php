<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * Changes what is kept for a client; empty fields change nothing.
 *
 * Fields (number, type):
 * - `uniqId` (1, string): the client
 * - `newSession` (3, string): the new session; empty: unchanged
 * - `newCustomerId` (4, string): the new customerId; empty: unchanged
 * - `newTopics` (5, list of string): the new topics, in place of all others; empty: unchanged
 * - `data` (6, bytes): what to send to the client afterwards; empty: nothing
 */
class ConnInfoUpdate extends \Netsvr\Message
{
    protected $uniqId = '';
    protected $newSession = '';
    protected $newCustomerId = '';
    protected $data = '';

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
     * The new session; empty: unchanged.
     *
     * @return string UTF-8
     */
    public function getNewSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The new session; empty: unchanged.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setNewSession($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The new customerId; empty: unchanged.
     *
     * @return string UTF-8
     */
    public function getNewCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The new customerId; empty: unchanged.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setNewCustomerId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The new topics, in place of all others; empty: unchanged.
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getNewTopics()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The new topics, in place of all others; empty: unchanged.
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setNewTopics($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send to the client afterwards; empty: nothing.
     *
     * @return string any bytes
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send to the client afterwards; empty: nothing.
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
