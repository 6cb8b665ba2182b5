<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * What is kept for clients.
 *
 * Fields (number, type):
 * - `items` (1, map of string to ConnInfoRespItem): the answer, by uniqId
 */
class ConnInfoResp extends \NetsvrProtocol\Message
{
    /**
     * The answer, by uniqId.
     *
     * @return MapField<string, ConnInfoRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The answer, by uniqId.
     *
     * @param iterable<string, ConnInfoRespItem> $var
     * @return $this
     * @throws \Exception for messages of another class
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
