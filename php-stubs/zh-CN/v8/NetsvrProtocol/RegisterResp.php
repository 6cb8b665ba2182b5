<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 网关对注册的应答结果。
 *
 * 字段（编号，类型）：
 * - `code` (1, RegisterRespCode)：结果
 * - `message` (2, string)：结果的文字说明
 * - `connId` (3, string)：这次注册的名称
 */
class RegisterResp extends \NetsvrProtocol\Message
{
    protected $code = 0;
    protected $message = '';
    protected $connId = '';

    /**
     * 结果。
     *
     * @return RegisterRespCode::*
     */
    public function getCode()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 结果。
     *
     * @param RegisterRespCode::* $var
     * @return $this
     * @throws \Exception 值不是数字时
     * @throws \RangeException 数字超出 32 位时
     */
    public function setCode($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 结果的文字说明。
     *
     * @return string UTF-8
     */
    public function getMessage()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 结果的文字说明。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setMessage($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

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
