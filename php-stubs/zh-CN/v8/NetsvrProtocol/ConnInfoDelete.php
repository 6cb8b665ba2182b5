<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 清除为一个客户端保存的信息。
 *
 * 字段（编号，类型）：
 * - `uniqId` (1, string)：客户端
 * - `delSession` (2, bool)：是否清除 session
 * - `delCustomerId` (3, bool)：是否清除 customerId
 * - `delTopic` (4, bool)：是否清除主题
 * - `data` (5, bytes)：随后要发给客户端的内容；为空则不发
 */
class ConnInfoDelete extends \NetsvrProtocol\Message
{
    protected $uniqId = '';
    protected $delSession = false;
    protected $delCustomerId = false;
    protected $delTopic = false;
    protected $data = '';

    /**
     * 客户端。
     *
     * @return string UTF-8
     */
    public function getUniqId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setUniqId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否清除 session。
     *
     * @return bool
     */
    public function getDelSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否清除 session。
     *
     * @param bool $var
     * @return $this
     * @throws \Exception 数组或对象
     */
    public function setDelSession($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否清除 customerId。
     *
     * @return bool
     */
    public function getDelCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否清除 customerId。
     *
     * @param bool $var
     * @return $this
     * @throws \Exception 数组或对象
     */
    public function setDelCustomerId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否清除主题。
     *
     * @return bool
     */
    public function getDelTopic()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否清除主题。
     *
     * @param bool $var
     * @return $this
     * @throws \Exception 数组或对象
     */
    public function setDelTopic($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 随后要发给客户端的内容；为空则不发。
     *
     * @return string 任意字节
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 随后要发给客户端的内容；为空则不发。
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
