<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * Event: a client has connected.
 *
 * Fields (number, type):
 * - `uniqId` (1, string): the client
 * - `rawQuery` (2, string): the query of the URL the client connected to, without the question mark
 * - `xForwardedFor` (3, string): the header X-Forwarded-For
 * - `xRealIp` (4, string): the header X-Real-IP
 * - `remoteAddr` (5, string): the address the connection came from
 */
class ConnOpen extends \NetsvrProtocol\Message
{
    protected $uniqId = '';
    protected $rawQuery = '';
    protected $xForwardedFor = '';
    protected $xRealIp = '';
    protected $remoteAddr = '';

    /**
     * The client.
     *
     * @return string UTF-8
     */
    public function getUniqId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The client.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setUniqId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The query of the URL the client connected to, without the question mark.
     *
     * @return string UTF-8
     */
    public function getRawQuery()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The query of the URL the client connected to, without the question mark.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setRawQuery($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The header X-Forwarded-For.
     *
     * @return string UTF-8
     */
    public function getXForwardedFor()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The header X-Forwarded-For.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setXForwardedFor($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The header X-Real-IP.
     *
     * @return string UTF-8
     */
    public function getXRealIp()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The header X-Real-IP.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setXRealIp($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The address the connection came from.
     *
     * @return string UTF-8
     */
    public function getRemoteAddr()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The address the connection came from.
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception for text that is not UTF-8
     * @throws \InvalidArgumentException for an array or an object
     */
    public function setRemoteAddr($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
