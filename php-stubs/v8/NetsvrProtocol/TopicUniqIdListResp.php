<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Which clients are subscribed to topics.
 *
 * Fields (number, type):
 * - `items` (2, map of string to TopicUniqIdListRespItem): the answer, by topic
 */
class TopicUniqIdListResp extends \NetsvrProtocol\Message
{
    /**
     * The answer, by topic.
     *
     * @return MapField<string, TopicUniqIdListRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The answer, by topic.
     *
     * @param iterable<string, TopicUniqIdListRespItem> $var
     * @return $this
     * @throws \Exception for messages of another class
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
