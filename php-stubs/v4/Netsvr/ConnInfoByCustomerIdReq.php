<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * Asks what is kept for the connections of customers.
 *
 * Fields (number, type):
 * - `customerIds` (1, list of string): the customers
 * - `reqSession` (2, bool): whether to include the session
 * - `reqUniqId` (3, bool): whether to include the uniqId
 * - `reqTopic` (4, bool): whether to include the topics
 */
class ConnInfoByCustomerIdReq extends \Netsvr\Message
{
    protected $reqSession = false;
    protected $reqUniqId = false;
    protected $reqTopic = false;

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
     * Whether to include the session.
     *
     * @return bool
     */
    public function getReqSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to include the session.
     *
     * @param bool $var
     * @return $this
     * @throws \Exception for an array or an object
     */
    public function setReqSession($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to include the uniqId.
     *
     * @return bool
     */
    public function getReqUniqId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to include the uniqId.
     *
     * @param bool $var
     * @return $this
     * @throws \Exception for an array or an object
     */
    public function setReqUniqId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to include the topics.
     *
     * @return bool
     */
    public function getReqTopic()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to include the topics.
     *
     * @param bool $var
     * @return $this
     * @throws \Exception for an array or an object
     */
    public function setReqTopic($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
