<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * How the gateway answered a registration.
 *
 * Fields (number, type):
 * - `code` (1, RegisterRespCode): the result
 * - `message` (2, string): the result in words
 * - `connId` (3, string): the name of the registration
 */
class RegisterResp extends \Netsvr\Message
{
    protected $code = 0;
    protected $message = '';
    protected $connId = '';

    /**
     * The result.
     *
     * @return RegisterRespCode::*
     */
    public function getCode()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The result.
     *
     * @param RegisterRespCode::* $var
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setCode($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The result in words.
     *
     * @return string UTF-8
     */
    public function getMessage()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The result in words.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setMessage($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

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
