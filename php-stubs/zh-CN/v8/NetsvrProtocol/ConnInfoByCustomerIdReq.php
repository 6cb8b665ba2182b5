<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 查询为客户的连接保存的信息。
 *
 * 字段（编号，类型）：
 * - `customerIds` (1, string 的列表)：这些客户
 * - `reqSession` (2, bool)：是否包含 session
 * - `reqUniqId` (3, bool)：是否包含 uniqId
 * - `reqTopic` (4, bool)：是否包含主题
 */
class ConnInfoByCustomerIdReq extends \NetsvrProtocol\Message
{
    protected $reqSession = false;
    protected $reqUniqId = false;
    protected $reqTopic = false;

    /**
     * 这些客户。
     *
     * @return RepeatedField<string> UTF-8
     */
    public function getCustomerIds()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 这些客户。
     *
     * @param iterable<string> $var UTF-8
     * @return $this
     * @throws \Exception 文本不是 UTF-8 时
     * @throws \InvalidArgumentException 数组或对象
     */
    public function setCustomerIds($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否包含 session。
     *
     * @return bool
     */
    public function getReqSession()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否包含 session。
     *
     * @param bool $var
     * @return $this
     * @throws \Exception 数组或对象
     */
    public function setReqSession($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否包含 uniqId。
     *
     * @return bool
     */
    public function getReqUniqId()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否包含 uniqId。
     *
     * @param bool $var
     * @return $this
     * @throws \Exception 数组或对象
     */
    public function setReqUniqId($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否包含主题。
     *
     * @return bool
     */
    public function getReqTopic()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 是否包含主题。
     *
     * @param bool $var
     * @return $this
     * @throws \Exception 数组或对象
     */
    public function setReqTopic($var)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
