<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Asks the gateway for events on this connection.
 *
 * Fields (number, type):
 * - `events` (1, int32): what to be told about: bits of Event
 */
class RegisterReq extends \NetsvrProtocol\Message
{
    protected $events = 0;

    /**
     * What to be told about: bits of Event.
     *
     * @return int
     */
    public function getEvents()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * What to be told about: bits of Event.
     *
     * @param int $var 32 bits
     * @return $this
     * @throws \Exception for what is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setEvents($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
