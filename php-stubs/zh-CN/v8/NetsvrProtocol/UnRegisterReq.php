<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 结束注册。
 *
 * 字段（编号，类型）：
 * - `connId` (1, string)：这次注册的名称
 */
class UnRegisterReq extends \NetsvrProtocol\Message
{
    protected $connId = '';

    /**
     * 这次注册的名称。
     *
     * @return string UTF-8
     */
    public function getConnId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 这次注册的名称。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setConnId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
