<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 消息里的列表。它是一个视图：这里的改动就是对消息的改动。
 *
 * @template T
 * @implements \ArrayAccess<int, T>
 * @implements \IteratorAggregate<int, T>
 */
class RepeatedField implements \ArrayAccess, \IteratorAggregate, \Countable
{
    /**
     * @param int $type protobuf 类型的编号：2 float、3 int64、5 int32、8 bool、9 string、11 message、12 bytes、13
     *     uint32、14 enum
     * @param class-string<Message>|null $klass 类名，用于消息
     * @throws \ValueError 其他类型时
     */
    public function __construct(int $type, ?string $klass = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 元素的 protobuf 类型的编号。
     *
     * @return int
     */
    public function getType()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 元素是消息时，元素的类。
     *
     * @return class-string<Message>|null
     */
    public function getClass()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 与 getClass() 相同。
     *
     * @return class-string<Message>|null
     */
    public function getLegacyClass()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 一个元素；没有时为 null，并有一条警告。
     *
     * @param int $offset
     * @return T
     */
    public function offsetGet(mixed $offset): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 追加一个元素，或者替换已有的元素。其他下标会引发 E_USER_ERROR。
     *
     * @param int|null $offset
     * @param T $value
     * @throws \Exception 该类型不接受的值，或者文本不是 UTF-8 时
     * @throws \RangeException 整数超出该类型的位数时
     */
    public function offsetSet(mixed $offset, mixed $value): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 删除最后一个元素。其他下标会引发 E_USER_ERROR。
     *
     * @param int $offset
     */
    public function offsetUnset(mixed $offset): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 该下标处是否有元素。
     *
     * @param int $offset
     */
    public function offsetExists(mixed $offset): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 遍历此刻的元素；看不到之后的改动。
     *
     * @return \Traversable<int, T>
     */
    public function getIterator(): \Traversable
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 元素的数量。 */
    public function count(): int
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
