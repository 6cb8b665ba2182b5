<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 一个客户的连接。
 *
 * 字段（编号，类型）：
 * - `items` (1, ConnInfoByCustomerIdRespItem 的列表)：连接
 */
class ConnInfoByCustomerIdRespItems extends \NetsvrProtocol\Message
{
    /**
     * 连接。
     *
     * @return RepeatedField<ConnInfoByCustomerIdRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 连接。
     *
     * @param iterable<ConnInfoByCustomerIdRespItem> $var
     * @return $this
     * @throws \Exception 消息属于另一个类时
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
