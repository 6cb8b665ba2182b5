<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * What a callback of gateway 8.x answers when a client wants to connect.
 *
 * Fields (number, type):
 * - `allow` (1, bool): whether the client may connect
 * - `newSession` (2, string): the session of the client
 * - `newCustomerId` (3, string): the customerId of the client
 * - `newTopics` (4, list of string): the topics of the client
 * - `data` (5, bytes): what to send to the client, whether it may connect or not; empty: nothing
 */
class ConnOpenResp extends \NetsvrProtocol\Message
{
    protected $allow = false;
    protected $newSession = '';
    protected $newCustomerId = '';
    protected $data = '';

    /**
     * Whether the client may connect.
     *
     * @return bool
     */
    public function getAllow()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether the client may connect.
     *
     * @param bool $var
     * @return $this
     * @throws \Exception for an array or an object
     */
    public function setAllow($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The session of the client.
     *
     * @return string UTF-8
     */
    public function getNewSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The session of the client.
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
     * The customerId of the client.
     *
     * @return string UTF-8
     */
    public function getNewCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The customerId of the client.
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
     * The topics of the client.
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getNewTopics()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The topics of the client.
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
     * What to send to the client, whether it may connect or not; empty: nothing.
     *
     * @return string any bytes
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send to the client, whether it may connect or not; empty: nothing.
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
