<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace Netsvr;

/**
 * 为客户端保存的信息。
 *
 * 字段（编号，类型）：
 * - `items` (1, string 到 ConnInfoRespItem 的映射)：应答，以 uniqId 为键
 */
class ConnInfoResp extends \Netsvr\Message
{
    /**
     * 应答，以 uniqId 为键。
     *
     * @return MapField<string, ConnInfoRespItem>
     */
    public function getItems()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 应答，以 uniqId 为键。
     *
     * @param iterable<string, ConnInfoRespItem> $var
     * @return $this
     * @throws \Exception 消息属于另一个类时
     */
    public function setItems($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
