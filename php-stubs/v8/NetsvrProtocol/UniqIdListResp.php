<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * All clients.
 *
 * Fields (number, type):
 * - `uniqIds` (1, list of string): the clients
 */
class UniqIdListResp extends \NetsvrProtocol\Message
{
    /**
     * The clients.
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getUniqIds()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The clients.
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setUniqIds($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
