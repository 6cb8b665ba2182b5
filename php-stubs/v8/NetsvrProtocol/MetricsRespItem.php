<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * One counter of a gateway.
 *
 * Fields (number, type):
 * - `item` (1, int32): number of the counter
 * - `count` (2, int64): how many
 * - `meanRate` (3, float): per second, on average
 * - `rate1` (5, float): per second, in the last minute
 * - `rate5` (7, float): per second, in the last 5 minutes
 * - `rate15` (9, float): per second, in the last 15 minutes
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
     * Number of the counter.
     *
     * @return int
     */
    public function getItem()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Number of the counter.
     *
     * @param int $var 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 32 bits
     */
    public function setItem($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * How many.
     *
     * @return int
     */
    public function getCount()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * How many.
     *
     * @param int $var 64 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     * @throws \RangeException for a number beyond 64 bits
     */
    public function setCount($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Per second, on average.
     *
     * @return float rounded to 32 bits
     */
    public function getMeanRate()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Per second, on average.
     *
     * @param float $var is rounded to 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     */
    public function setMeanRate($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Per second, in the last minute.
     *
     * @return float rounded to 32 bits
     */
    public function getRate1()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Per second, in the last minute.
     *
     * @param float $var is rounded to 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     */
    public function setRate1($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Per second, in the last 5 minutes.
     *
     * @return float rounded to 32 bits
     */
    public function getRate5()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Per second, in the last 5 minutes.
     *
     * @param float $var is rounded to 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     */
    public function setRate5($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Per second, in the last 15 minutes.
     *
     * @return float rounded to 32 bits
     */
    public function getRate15()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Per second, in the last 15 minutes.
     *
     * @param float $var is rounded to 32 bits
     * @return $this
     * @throws \Exception for a value that is not numeric
     */
    public function setRate15($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
