<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/**
 * 消息里的映射。它是一个视图：这里的改动就是对消息的改动。
 *
 * @template K of array-key
 * @template V
 * @implements \ArrayAccess<K, V>
 * @implements \IteratorAggregate<K, V>
 */
class MapField implements \ArrayAccess, \IteratorAggregate, \Countable
{
    /**
     * @param int $key_type 键的 protobuf 类型的编号：3 int64、5 int32、8 bool、9 string、13 uint32
     * @param int $value_type 值的 protobuf 类型的编号：同 RepeatedField
     * @param class-string<Message>|null $klass 类名，用于消息
     * @throws \ValueError 其他类型时
     */
    public function __construct(int $key_type, int $value_type, ?string $klass = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 键的 protobuf 类型的编号。
     *
     * @return int
     */
    public function getKeyType()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 值的 protobuf 类型的编号。
     *
     * @return int
     */
    public function getValueType()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 值是消息时，值的类。
     *
     * @return class-string<Message>|null
     */
    public function getValueClass()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 与 getValueClass() 相同。
     *
     * @return class-string<Message>|null
     */
    public function getLegacyValueClass()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 一个值；没有时为 null，并有一条警告。
     *
     * @param K $key
     * @return V
     */
    public function offsetGet(mixed $key): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 设置一个值。
     *
     * @param K $key
     * @param V $value
     * @throws \Exception 该类型不接受的值，或者文本不是 UTF-8 时
     * @throws \RangeException 整数超出该类型的位数时
     */
    public function offsetSet(mixed $key, mixed $value): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 删除一个值。
     *
     * @param K $key
     */
    public function offsetUnset(mixed $key): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 该键是否有值。
     *
     * @param K $key
     */
    public function offsetExists(mixed $key): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * 遍历此刻的条目；看不到之后的改动。字符串键保持为字符串，看起来像整数的也一样。
     *
     * @return \Traversable<K, V>
     */
    public function getIterator(): \Traversable
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 条目的数量。 */
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
