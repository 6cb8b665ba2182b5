<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 订阅了一个主题的客户，以及他们的连接。
 *
 * 字段（编号，类型）：
 * - `items` (1, string 到 CustomerIdToUniqIdsRespItem 的映射)：连接，以 customerId 为键
 */
class TopicCustomerIdToUniqIdsListRespItem extends \NetsvrProtocol\Message
{
    /**
     * 连接，以 customerId 为键。
     *
     * @return MapField<string, CustomerIdToUniqIdsRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 连接，以 customerId 为键。
     *
     * @param iterable<string, CustomerIdToUniqIdsRespItem> $var
     * @return $this
     * @throws \Exception 消息属于另一个类时
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
