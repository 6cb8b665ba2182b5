<?php
// 由 tools/stubs.php 根据扩展生成：供 IDE 和静态分析工具阅读，不要加载。

namespace NetsvrProtocol;

/** RepeatedField 和 MapField 的迭代器。不能序列化。 */
class FieldIterator implements \Iterator
{
    /** 当前的值；到末尾之后为 null。 */
    public function current(): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 当前的下标或键；到末尾之后为 null。 */
    public function key(): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 移到下一个。 */
    public function next(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 移回第一个。 */
    public function rewind(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** 当前是否有值。 */
    public function valid(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
