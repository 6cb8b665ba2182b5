<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 事件：有客户端连接。
 *
 * 字段（编号，类型）：
 * - `uniqId` (1, string)：客户端
 * - `rawQuery` (2, string)：客户端连接所用 URL 的查询部分，不含问号
 * - `xForwardedFor` (3, string)：请求头 X-Forwarded-For
 * - `xRealIp` (4, string)：请求头 X-Real-IP
 * - `remoteAddr` (5, string)：连接的来源地址
 */
class ConnOpen extends \NetsvrProtocol\Message
{
    protected $uniqId = '';
    protected $rawQuery = '';
    protected $xForwardedFor = '';
    protected $xRealIp = '';
    protected $remoteAddr = '';

    /**
     * 客户端。
     *
     * @return string UTF-8
     */
    public function getUniqId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setUniqId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端连接所用 URL 的查询部分，不含问号。
     *
     * @return string UTF-8
     */
    public function getRawQuery()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端连接所用 URL 的查询部分，不含问号。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setRawQuery($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 请求头 X-Forwarded-For。
     *
     * @return string UTF-8
     */
    public function getXForwardedFor()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 请求头 X-Forwarded-For。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setXForwardedFor($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 请求头 X-Real-IP。
     *
     * @return string UTF-8
     */
    public function getXRealIp()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 请求头 X-Real-IP。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setXRealIp($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 连接的来源地址。
     *
     * @return string UTF-8
     */
    public function getRemoteAddr()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 连接的来源地址。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setRemoteAddr($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
