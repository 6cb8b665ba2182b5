<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * What is kept for the connections of customers.
 *
 * Fields (number, type):
 * - `items` (1, map of string to ConnInfoByCustomerIdRespItems): the answer, by customerId
 */
class ConnInfoByCustomerIdResp extends \NetsvrProtocol\Message
{
    /**
     * The answer, by customerId.
     *
     * @return MapField<string, ConnInfoByCustomerIdRespItems>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The answer, by customerId.
     *
     * @param iterable<string, ConnInfoByCustomerIdRespItems> $var
     * @return $this
     * @throws \Exception for messages of another class
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
