<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 断开客户的所有连接。
 *
 * 字段（编号，类型）：
 * - `customerIds` (1, string 的列表)：这些客户
 * - `data` (2, bytes)：断开之前要发送的内容；为空则不发
 */
class ForceOfflineByCustomerId extends \Netsvr\Message
{
    protected $data = '';

    /**
     * 这些客户。
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getCustomerIds()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 这些客户。
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setCustomerIds($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 断开之前要发送的内容；为空则不发。
     *
     * @return string 任意字节
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 断开之前要发送的内容；为空则不发。
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
