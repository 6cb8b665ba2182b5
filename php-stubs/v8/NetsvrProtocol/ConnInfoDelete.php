<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Clears what is kept for a client.
 *
 * Fields (number, type):
 * - `uniqId` (1, string): the client
 * - `delSession` (2, bool): whether to clear the session
 * - `delCustomerId` (3, bool): whether to clear the customerId
 * - `delTopic` (4, bool): whether to clear the topics
 * - `data` (5, bytes): what to send to the client afterwards; empty: nothing
 */
class ConnInfoDelete extends \NetsvrProtocol\Message
{
    protected $uniqId = '';
    protected $delSession = false;
    protected $delCustomerId = false;
    protected $delTopic = false;
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
     * Whether to clear the session.
     *
     * @return bool
     */
    public function getDelSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to clear the session.
     *
     * @param bool $var
     * @return $this
     * @throws \Exception for an array or an object
     */
    public function setDelSession($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to clear the customerId.
     *
     * @return bool
     */
    public function getDelCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to clear the customerId.
     *
     * @param bool $var
     * @return $this
     * @throws \Exception for an array or an object
     */
    public function setDelCustomerId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to clear the topics.
     *
     * @return bool
     */
    public function getDelTopic()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to clear the topics.
     *
     * @param bool $var
     * @return $this
     * @throws \Exception for an array or an object
     */
    public function setDelTopic($var)
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
