<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Sends a message to every client.
 *
 * Fields (number, type):
 * - `data` (1, bytes): what to send to the client
 */
class Broadcast extends \NetsvrProtocol\Message
{
    protected $data = '';

    /**
     * What to send to the client.
     *
     * @return string any bytes
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send to the client.
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
