<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * Removes topics: unsubscribes all clients from them.
 *
 * Fields (number, type):
 * - `topics` (1, list of string): the topics
 * - `data` (2, bytes): what to send once to each client that had one of the topics; empty: nothing
 */
class TopicDelete extends \Netsvr\Message
{
    protected $data = '';

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
     * What to send once to each client that had one of the topics; empty: nothing.
     *
     * @return string any bytes
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send once to each client that had one of the topics; empty: nothing.
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
