<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 让一个客户端订阅主题。
 *
 * 字段（编号，类型）：
 * - `uniqId` (1, string)：客户端
 * - `topics` (2, string 的列表)：主题
 * - `data` (3, bytes)：随后要发给客户端的内容；为空则不发
 */
class TopicSubscribe extends \NetsvrProtocol\Message
{
    protected $uniqId = '';
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
     * 主题。
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getTopics()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 主题。
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setTopics($var)
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
