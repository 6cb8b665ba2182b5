<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 网关的计数器。
 *
 * 字段（编号，类型）：
 * - `items` (1, int32 到 MetricsRespItem 的映射)：计数器，以编号为键
 */
class MetricsResp extends \NetsvrProtocol\Message
{
    /**
     * 计数器，以编号为键。
     *
     * @return MapField<int, MetricsRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 计数器，以编号为键。
     *
     * @param iterable<int, MetricsRespItem> $var
     * @return $this
     * @throws \Exception 消息属于另一个类时
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
