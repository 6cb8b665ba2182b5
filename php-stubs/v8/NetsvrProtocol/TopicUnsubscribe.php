<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Unsubscribes a client from topics.
 *
 * Fields (number, type):
 * - `uniqId` (1, string): the client
 * - `topics` (2, list of string): the topics
 * - `data` (3, bytes): what to send to the client afterwards; empty: nothing
 */
class TopicUnsubscribe extends \NetsvrProtocol\Message
{
    protected $uniqId = '';
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
