<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * How many clients there are.
 *
 * Fields (number, type):
 * - `count` (1, int32): how many
 */
class UniqIdCountResp extends \NetsvrProtocol\Message
{
    protected $count = 0;

    /**
     * How many.
     *
     * @return int
     */
    public function getCount()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * How many.
     *
     * @param int $var 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setCount($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
