<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Asks which clients are subscribed to topics.
 *
 * Fields (number, type):
 * - `topics` (1, list of string): the topics
 */
class TopicUniqIdListReq extends \NetsvrProtocol\Message
{
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
