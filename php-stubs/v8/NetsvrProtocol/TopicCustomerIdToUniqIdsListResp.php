<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Which customers are subscribed to topics, and with which connections.
 *
 * Fields (number, type):
 * - `items` (1, map of string to TopicCustomerIdToUniqIdsListRespItem): the answer, by topic
 */
class TopicCustomerIdToUniqIdsListResp extends \NetsvrProtocol\Message
{
    /**
     * The answer, by topic.
     *
     * @return MapField<string, TopicCustomerIdToUniqIdsListRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The answer, by topic.
     *
     * @param iterable<string, TopicCustomerIdToUniqIdsListRespItem> $var
     * @return $this
     * @throws \Exception for messages of another class
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
