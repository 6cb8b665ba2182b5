<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Sends each client a message of its own, or one client several.
 *
 * Fields (number, type):
 * - `uniqIds` (1, list of string): the clients
 * - `data` (2, list of bytes): what to send, in the order of the clients
 */
class SingleCastBulk extends \NetsvrProtocol\Message
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

    /**
     * What to send, in the order of the clients.
     *
     * @return RepeatedField<string> any bytes
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send, in the order of the clients.
     *
     * @param iterable<string> $var any bytes
     * @return $this
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setData($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
