<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 向所有客户端发送一条消息。
 *
 * 字段（编号，类型）：
 * - `data` (1, bytes)：要发给客户端的内容
 */
class Broadcast extends \Netsvr\Message
{
    protected $data = '';

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
