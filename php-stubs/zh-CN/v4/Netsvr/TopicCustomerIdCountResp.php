<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 有多少客户订阅了主题。
 *
 * 字段（编号，类型）：
 * - `items` (1, string 到 int32 的映射)：应答，以主题为键
 */
class TopicCustomerIdCountResp extends \Netsvr\Message
{
    /**
     * 应答，以主题为键。
     *
     * @return MapField<string, int>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 应答，以主题为键。
     *
     * @param iterable<string, int> $var 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     * @throws \RangeException 数字超出 32 位时
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
