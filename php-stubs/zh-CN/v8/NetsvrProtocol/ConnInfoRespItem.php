<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 为一个客户端保存的信息。
 *
 * 字段（编号，类型）：
 * - `session` (1, string)：应用为该客户端保存的内容
 * - `customerId` (2, string)：客户端所属的客户；没有则为空
 * - `topics` (3, string 的列表)：主题
 */
class ConnInfoRespItem extends \NetsvrProtocol\Message
{
    protected $session = '';
    protected $customerId = '';

    /**
     * 应用为该客户端保存的内容。
     *
     * @return string UTF-8
     */
    public function getSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 应用为该客户端保存的内容。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setSession($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端所属的客户；没有则为空。
     *
     * @return string UTF-8
     */
    public function getCustomerId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 客户端所属的客户；没有则为空。
     *
     * @param string $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setCustomerId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 主题。
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getTopics()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 主题。
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setTopics($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
