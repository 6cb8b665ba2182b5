<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Disconnects clients that have neither a session nor a customerId.
 *
 * Fields (number, type):
 * - `uniqIds` (1, list of string): the clients
 * - `delay` (2, int32): seconds to wait before
 * - `data` (3, bytes): what to send before; empty: nothing
 */
class ForceOfflineGuest extends \NetsvrProtocol\Message
{
    protected $delay = 0;
    protected $data = '';

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
     * Seconds to wait before.
     *
     * @return int
     */
    public function getDelay()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Seconds to wait before.
     *
     * @param int $var 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setDelay($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send before; empty: nothing.
     *
     * @return string any bytes
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to send before; empty: nothing.
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
