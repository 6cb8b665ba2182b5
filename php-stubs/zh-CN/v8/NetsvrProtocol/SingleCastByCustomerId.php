<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 向一个客户的所有连接发送一条消息。
 *
 * 字段（编号，类型）：
 * - `customerId` (1, string)：客户
 * - `data` (2, bytes)：要发给客户端的内容
 */
class SingleCastByCustomerId extends \NetsvrProtocol\Message
{
    protected $customerId = '';
    protected $data = '';

    /**
     * 客户。
     *
     * @return string UTF-8
     */
    public function getCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setCustomerId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 要发给客户端的内容。
     *
     * @return string 任意字节
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 要发给客户端的内容。
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
