<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 断开既没有 session 也没有 customerId 的客户端。
 *
 * 字段（编号，类型）：
 * - `uniqIds` (1, string 的列表)：这些客户端
 * - `delay` (2, int32)：先等待的秒数
 * - `data` (3, bytes)：断开之前要发送的内容；为空则不发
 */
class ForceOfflineGuest extends \NetsvrProtocol\Message
{
    protected $delay = 0;
    protected $data = '';

    /**
     * 这些客户端。
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getUniqIds()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 这些客户端。
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setUniqIds($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 先等待的秒数。
     *
     * @return int
     */
    public function getDelay()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 先等待的秒数。
     *
     * @param int $var 32 位
     * @return $this
     * @throws \Exception 值不是数字时
     * @throws \RangeException 数字超出 32 位时
     */
    public function setDelay($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 断开之前要发送的内容；为空则不发。
     *
     * @return string 任意字节
     */
    public function getData()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 断开之前要发送的内容；为空则不发。
     *
     * @param string $var 任意字节
     * @return $this
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setData($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
