<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * Asks the gateway for events on this connection.
 *
 * Fields (number, type):
 * - `events` (1, int32): which events to receive: bits of Event
 * - `processCmdGoroutineNum` (2, uint32): how many goroutines of the gateway work on the commands of this connection
 */
class RegisterReq extends \Netsvr\Message
{
    protected $events = 0;
    protected $processCmdGoroutineNum = 0;

    /**
     * Which events to receive: bits of Event.
     *
     * @return int
     */
    public function getEvents()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Which events to receive: bits of Event.
     *
     * @param int $var 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setEvents($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * How many goroutines of the gateway work on the commands of this connection.
     *
     * @return int
     */
    public function getProcessCmdGoroutineNum()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * How many goroutines of the gateway work on the commands of this connection.
     *
     * @param int $var 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setProcessCmdGoroutineNum($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
