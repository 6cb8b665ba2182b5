<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * Asks how many customers are subscribed to topics.
 *
 * Fields (number, type):
 * - `topics` (1, list of string): the topics
 * - `countAll` (2, bool): whether to count for all topics; `topics` is ignored then
 */
class TopicCustomerIdCountReq extends \Netsvr\Message
{
    protected $countAll = false;

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

    /**
     * Whether to count for all topics; `topics` is ignored then.
     *
     * @return bool
     */
    public function getCountAll()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether to count for all topics; `topics` is ignored then.
     *
     * @param bool $var
     * @return $this
     * @throws \Exception for an array or an object
     */
    public function setCountAll($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
