<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 哪些客户订阅了主题。
 *
 * 字段（编号，类型）：
 * - `items` (1, string 到 TopicCustomerIdListRespItem 的映射)：应答，以主题为键
 */
class TopicCustomerIdListResp extends \Netsvr\Message
{
    /**
     * 应答，以主题为键。
     *
     * @return MapField<string, TopicCustomerIdListRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 应答，以主题为键。
     *
     * @param iterable<string, TopicCustomerIdListRespItem> $var
     * @return $this
     * @throws \Exception 消息属于另一个类时
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
