<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 请求网关在这条连接上发送事件。
 *
 * 字段（编号，类型）：
 * - `events` (1, int32)：接收哪些事件：Event 的位
 */
class RegisterReq extends \NetsvrProtocol\Message
{
    protected $events = 0;

    /**
     * 接收哪些事件：Event 的位。
     *
     * @return int
     */
    public function getEvents()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 接收哪些事件：Event 的位。
     *
     * @param int $var 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     * @throws \RangeException 数字超出 32 位时
     */
    public function setEvents($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
