<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 所有消息的共同功能。== 按字段比较，clone 复制其中的列表和映射，var_dump() 显示字段，serialize()
 * 写出二进制形式。unserialize() 也能读取纯 PHP 的 protobuf 运行库写出的消息。
 *
 * setter 按 PHP 代码的习惯转换：数字字符串转为数字，数字转为字符串。协议规定为文本的字符串必须是 UTF-8。
 */
abstract class Message
{
    /**
     * @param array<string, mixed>|null $data 以名称为键的字段，名称见该消息的说明；其中的消息可以是对象，
     *     也可以是同样的数组
     *
     * @throws \UnexpectedValueException 有该消息没有的字段时
     * @throws \InvalidArgumentException $data 既不是数组也不是 null 时
     * @throws \Exception 同各个 setter
     */
    public function __construct($data = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 把所有字段设为默认值，并丢弃未知字段。
     *
     * @return void
     */
    public function clear()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 丢弃解析时发现、但该消息没有的字段；内部的消息也一样。
     *
     * @return void
     */
    public function discardUnknownFields()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 接收同类的另一条消息的内容：与默认值不同的单个字段会替换这里的，列表和映射的元素会追加。
     *
     * @param static $msg
     * @return void
     */
    public function mergeFrom($msg)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 读取消息的 JSON 形式。单个字段会被替换，列表和映射的元素会追加。
     *
     * @param string $data
     * @param bool $ignore_unknown true：跳过该消息没有的字段
     * @return void
     * @throws \NetsvrBusiness\Exception\DecodeException 文本不是该消息的 JSON 形式时
     */
    public function mergeFromJsonString($data, $ignore_unknown = false)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 读取消息的二进制形式。单个字段会被替换，列表和映射的元素会追加。
     *
     * @param string $data
     * @return void
     * @throws \NetsvrBusiness\Exception\DecodeException 字节的格式不正确时
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     */
    public function mergeFromString($data)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * proto3 的 JSON 形式：名称与该消息的说明一致，bytes 用 base64，64 位整数用字符串，省略默认值。
     *
     * @return string
     */
    public function serializeToJsonString()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 二进制形式，包括未知字段。
     *
     * @return string
     */
    public function serializeToString()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 供 serialize() 使用：版本、内容，以及子类声明的属性。子类如有自己的 __serialize()，应在父类的结果上添加。
     *
     * @return array<string, mixed>
     */
    public function __serialize()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 供 unserialize() 使用。来自外部的字节受所有限制的约束；不能读取的数据不作任何改变。
     *
     * @param array<array-key, mixed> $data
     * @return void
     * @throws \NetsvrBusiness\Exception\DecodeException 数据的格式不正确，或者由更新的版本写出时
     * @throws \Exception `Expect utf-8 encoding.`：文本不是 UTF-8
     */
    public function __unserialize(array $data)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
