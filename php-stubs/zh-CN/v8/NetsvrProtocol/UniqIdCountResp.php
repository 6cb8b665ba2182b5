<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 有多少个客户端。
 *
 * 字段（编号，类型）：
 * - `count` (1, int32)：数量
 */
class UniqIdCountResp extends \NetsvrProtocol\Message
{
    protected $count = 0;

    /**
     * 数量。
     *
     * @return int
     */
    public function getCount()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 数量。
     *
     * @param int $var 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     * @throws \RangeException 数字超出 32 位时
     */
    public function setCount($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
