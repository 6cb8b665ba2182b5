<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 向每个客户发送各自的消息，或者向一个客户发送多条。
 *
 * 字段（编号，类型）：
 * - `customerIds` (1, string 的列表)：这些客户
 * - `data` (2, bytes 的列表)：要发送的内容，按客户的顺序
 */
class SingleCastBulkByCustomerId extends \NetsvrProtocol\Message
{
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
     * 要发送的内容，按客户的顺序。
     *
     * @return RepeatedField<string> 任意字节
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 要发送的内容，按客户的顺序。
     *
     * @param iterable<string> $var 任意字节
     * @return $this
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setData($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
