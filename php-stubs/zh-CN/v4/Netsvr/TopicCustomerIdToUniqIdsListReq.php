<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 查询哪些客户订阅了主题，以及用哪些连接订阅。
 *
 * 字段（编号，类型）：
 * - `topics` (1, string 的列表)：主题
 */
class TopicCustomerIdToUniqIdsListReq extends \Netsvr\Message
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
}
