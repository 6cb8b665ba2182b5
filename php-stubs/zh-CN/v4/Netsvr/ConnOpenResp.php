<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 客户端想要连接时，网关 8.x 的回调所给的应答。
 *
 * 字段（编号，类型）：
 * - `allow` (1, bool)：客户端是否可以连接
 * - `newSession` (2, string)：客户端的 session
 * - `newCustomerId` (3, string)：客户端的 customerId
 * - `newTopics` (4, string 的列表)：客户端的主题
 * - `data` (5, bytes)：要发给客户端的内容，不论它是否可以连接；为空则不发
 */
class ConnOpenResp extends \Netsvr\Message
{
    protected $allow = false;
    protected $newSession = '';
    protected $newCustomerId = '';
    protected $data = '';

    /**
     * 客户端是否可以连接。
     *
     * @return bool
     */
    public function getAllow()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端是否可以连接。
     *
     * @param bool $var
     * @return $this
     * @throws \Exception 数组或对象
     */
    public function setAllow($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端的 session。
     *
     * @return string UTF-8
     */
    public function getNewSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端的 session。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setNewSession($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端的 customerId。
     *
     * @return string UTF-8
     */
    public function getNewCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端的 customerId。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setNewCustomerId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端的主题。
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getNewTopics()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端的主题。
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setNewTopics($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 要发给客户端的内容，不论它是否可以连接；为空则不发。
     *
     * @return string 任意字节
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 要发给客户端的内容，不论它是否可以连接；为空则不发。
     *
     * @param string $var 任意字节
     * @return $this
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setData($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
