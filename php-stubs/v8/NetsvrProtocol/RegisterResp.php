<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * How the gateway answered a registration.
 *
 * Fields (number, type):
 * - `code` (1, RegisterRespCode): how it ended
 * - `message` (2, string): the code in words
 * - `connId` (3, string): names the registration
 */
class RegisterResp extends \NetsvrProtocol\Message
{
    protected $code = 0;
    protected $message = '';
    protected $connId = '';

    /**
     * How it ended.
     *
     * @return RegisterRespCode::*
     */
    public function getCode()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * How it ended.
     *
     * @param RegisterRespCode::* $var
     * @return $this
     * @throws \Exception for what is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setCode($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The code in words.
     *
     * @return string UTF-8
     */
    public function getMessage()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The code in words.
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
     * Names the registration.
     *
     * @return string UTF-8
     */
    public function getConnId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Names the registration.
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
