<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * The limits in force.
 *
 * Fields (number, type):
 * - `onOpen` (1, int32): limit of new connections
 * - `onMessage` (2, int32): limit of messages of clients
 */
class LimitResp extends \Netsvr\Message
{
    protected $onOpen = 0;
    protected $onMessage = 0;

    /**
     * Limit of new connections.
     *
     * @return int
     */
    public function getOnOpen()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Limit of new connections.
     *
     * @param int $var 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setOnOpen($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Limit of messages of clients.
     *
     * @return int
     */
    public function getOnMessage()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Limit of messages of clients.
     *
     * @param int $var 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setOnMessage($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
