<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 修改为一个客户端保存的信息；空字段不作改变。
 *
 * 字段（编号，类型）：
 * - `uniqId` (1, string)：客户端
 * - `newSession` (3, string)：新的 session；为空则不变
 * - `newCustomerId` (4, string)：新的 customerId；为空则不变
 * - `newTopics` (5, string 的列表)：新的主题，替换全部原有主题；为空则不变
 * - `data` (6, bytes)：随后要发给客户端的内容；为空则不发
 */
class ConnInfoUpdate extends \NetsvrProtocol\Message
{
    protected $uniqId = '';
    protected $newSession = '';
    protected $newCustomerId = '';
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
     * 新的 session；为空则不变。
     *
     * @return string UTF-8
     */
    public function getNewSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 新的 session；为空则不变。
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
     * 新的 customerId；为空则不变。
     *
     * @return string UTF-8
     */
    public function getNewCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 新的 customerId；为空则不变。
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
     * 新的主题，替换全部原有主题；为空则不变。
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getNewTopics()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 新的主题，替换全部原有主题；为空则不变。
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
