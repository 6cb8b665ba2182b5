<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 设置网关的限制；0 或更小的值不作改变。
 *
 * 字段（编号，类型）：
 * - `onOpen` (1, int32)：新建连接的限制
 * - `onMessage` (2, int32)：客户端消息的限制
 */
class LimitReq extends \NetsvrProtocol\Message
{
    protected $onOpen = 0;
    protected $onMessage = 0;

    /**
     * 新建连接的限制。
     *
     * @return int
     */
    public function getOnOpen()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 新建连接的限制。
     *
     * @param int $var 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     * @throws \RangeException 数字超出 32 位时
     */
    public function setOnOpen($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端消息的限制。
     *
     * @return int
     */
    public function getOnMessage()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端消息的限制。
     *
     * @param int $var 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     * @throws \RangeException 数字超出 32 位时
     */
    public function setOnMessage($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
