<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 为客户的连接保存的信息。
 *
 * 字段（编号，类型）：
 * - `items` (1, string 到 ConnInfoByCustomerIdRespItems 的映射)：应答，以 customerId 为键
 */
class ConnInfoByCustomerIdResp extends \Netsvr\Message
{
    /**
     * 应答，以 customerId 为键。
     *
     * @return MapField<string, ConnInfoByCustomerIdRespItems>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 应答，以 customerId 为键。
     *
     * @param iterable<string, ConnInfoByCustomerIdRespItems> $var
     * @return $this
     * @throws \Exception 消息属于另一个类时
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
