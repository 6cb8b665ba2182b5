<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * The customers that are subscribed to one topic, with their connections.
 *
 * Fields (number, type):
 * - `items` (1, map of string to CustomerIdToUniqIdsRespItem): the connections, by customerId
 */
class TopicCustomerIdToUniqIdsListRespItem extends \NetsvrProtocol\Message
{
    /**
     * The connections, by customerId.
     *
     * @return MapField<string, CustomerIdToUniqIdsRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The connections, by customerId.
     *
     * @param iterable<string, CustomerIdToUniqIdsRespItem> $var
     * @return $this
     * @throws \Exception for messages of another class
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
