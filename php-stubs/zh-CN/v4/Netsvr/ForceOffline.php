<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 断开客户端。
 *
 * 字段（编号，类型）：
 * - `uniqIds` (1, string 的列表)：这些客户端
 * - `data` (2, bytes)：断开之前要发送的内容；为空则不发
 */
class ForceOffline extends \Netsvr\Message
{
    protected $data = '';

    /**
     * 这些客户端。
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getUniqIds()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 这些客户端。
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setUniqIds($var)
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
