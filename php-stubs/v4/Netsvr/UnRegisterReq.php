<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * Ends a registration.
 *
 * Fields (number, type):
 * - `connId` (1, string): the name of the registration
 */
class UnRegisterReq extends \Netsvr\Message
{
    protected $connId = '';

    /**
     * The name of the registration.
     *
     * @return string UTF-8
     */
    public function getConnId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The name of the registration.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setConnId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
