<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Asks what is kept for clients.
 *
 * Fields (number, type):
 * - `uniqIds` (1, list of string): the clients
 * - `reqSession` (2, bool): whether to include the session
 * - `reqCustomerId` (3, bool): whether to include the customerId
 * - `reqTopic` (4, bool): whether to include the topics
 */
class ConnInfoReq extends \NetsvrProtocol\Message
{
    protected $reqSession = false;
    protected $reqCustomerId = false;
    protected $reqTopic = false;

    /**
     * The clients.
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getUniqIds()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The clients.
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setUniqIds($var)
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
     * Whether to include the customerId.
     *
     * @return bool
     */
    public function getReqCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to include the customerId.
     *
     * @param bool $var
     * @return $this
     * @throws \Exception for an array or an object
     */
    public function setReqCustomerId($var)
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
