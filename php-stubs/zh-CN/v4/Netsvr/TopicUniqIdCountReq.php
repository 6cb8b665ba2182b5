<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 查询有多少客户端订阅了主题。
 *
 * 字段（编号，类型）：
 * - `topics` (1, string 的列表)：主题
 * - `countAll` (2, bool)：是否统计所有主题；若是，忽略 `topics`
 */
class TopicUniqIdCountReq extends \Netsvr\Message
{
    protected $countAll = false;

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
     * 是否统计所有主题；若是，忽略 `topics`。
     *
     * @return bool
     */
    public function getCountAll()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否统计所有主题；若是，忽略 `topics`。
     *
     * @param bool $var
     * @return $this
     * @throws \Exception 数组或对象
     */
    public function setCountAll($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
