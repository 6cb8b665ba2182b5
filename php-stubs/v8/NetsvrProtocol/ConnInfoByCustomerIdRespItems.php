<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * The connections of one customer.
 *
 * Fields (number, type):
 * - `items` (1, list of ConnInfoByCustomerIdRespItem): the connections
 */
class ConnInfoByCustomerIdRespItems extends \NetsvrProtocol\Message
{
    /**
     * The connections.
     *
     * @return RepeatedField<ConnInfoByCustomerIdRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The connections.
     *
     * @param iterable<ConnInfoByCustomerIdRespItem> $var
     * @return $this
     * @throws \Exception for messages of another class
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
