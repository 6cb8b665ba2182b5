<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 网关的一个计数器。
 *
 * 字段（编号，类型）：
 * - `item` (1, int32)：计数器的编号
 * - `count` (2, int64)：数量
 * - `meanRate` (3, float)：每秒次数，平均
 * - `rate1` (5, float)：每秒次数，最近一分钟
 * - `rate5` (7, float)：每秒次数，最近 5 分钟
 * - `rate15` (9, float)：每秒次数，最近 15 分钟
 */
class MetricsRespItem extends \NetsvrProtocol\Message
{
    protected $item = 0;
    protected $count = 0;
    protected $meanRate = 0.0;
    protected $rate1 = 0.0;
    protected $rate5 = 0.0;
    protected $rate15 = 0.0;

    /**
     * 计数器的编号。
     *
     * @return int
     */
    public function getItem()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 计数器的编号。
     *
     * @param int $var 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     * @throws \RangeException 数字超出 32 位时
     */
    public function setItem($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

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
     * @param int $var 64 位
     * @return $this
     * @throws \Exception 值不是数字时
     * @throws \RangeException 数字超出 64 位时
     */
    public function setCount($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 每秒次数，平均。
     *
     * @return float 舍入到 32 位
     */
    public function getMeanRate()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 每秒次数，平均。
     *
     * @param float $var 舍入到 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     */
    public function setMeanRate($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 每秒次数，最近一分钟。
     *
     * @return float 舍入到 32 位
     */
    public function getRate1()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 每秒次数，最近一分钟。
     *
     * @param float $var 舍入到 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     */
    public function setRate1($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 每秒次数，最近 5 分钟。
     *
     * @return float 舍入到 32 位
     */
    public function getRate5()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 每秒次数，最近 5 分钟。
     *
     * @param float $var 舍入到 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     */
    public function setRate5($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 每秒次数，最近 15 分钟。
     *
     * @return float 舍入到 32 位
     */
    public function getRate15()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 每秒次数，最近 15 分钟。
     *
     * @param float $var 舍入到 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     */
    public function setRate15($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
