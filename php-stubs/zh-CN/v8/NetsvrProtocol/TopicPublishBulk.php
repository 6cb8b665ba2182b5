<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 向每个主题的订阅者发送各自的消息，或者向一个主题的订阅者发送多条。
 *
 * 字段（编号，类型）：
 * - `topics` (1, string 的列表)：主题
 * - `data` (2, bytes 的列表)：要发送的内容，按主题的顺序
 */
class TopicPublishBulk extends \NetsvrProtocol\Message
{
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
     * 要发送的内容，按主题的顺序。
     *
     * @return RepeatedField<string> 任意字节
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 要发送的内容，按主题的顺序。
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
