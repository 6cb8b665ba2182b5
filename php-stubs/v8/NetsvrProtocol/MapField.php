<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * A map in a message. It is a view: a change here changes the message.
 *
 * @template K of array-key
 * @template V
 * @implements \ArrayAccess<K, V>
 * @implements \IteratorAggregate<K, V>
 */
class MapField implements \ArrayAccess, \IteratorAggregate, \Countable
{
    /**
     * @param int $key_type number of the protobuf type of the keys: 3 int64, 5 int32, 8 bool, 9 string, 13 uint32
     * @param int $value_type number of the protobuf type of the values: as in RepeatedField
     * @param class-string<Message>|null $klass the class, for messages
     * @throws \ValueError for another type
     */
    public function __construct(int $key_type, int $value_type, ?string $klass = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Number of the protobuf type of the keys.
     *
     * @return int
     */
    public function getKeyType()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Number of the protobuf type of the values.
     *
     * @return int
     */
    public function getValueType()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The class of the values, when they are messages.
     *
     * @return class-string<Message>|null
     */
    public function getValueClass()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The same as getValueClass().
     *
     * @return class-string<Message>|null
     */
    public function getLegacyValueClass()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * A value; null and a warning when there is none.
     *
     * @param K $key
     * @return V
     */
    public function offsetGet(mixed $key): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sets a value.
     *
     * @param K $key
     * @param V $value
     * @throws \Exception for a value that the type does not take, or text that is not UTF-8
     * @throws \RangeException for an integer beyond the bits of the type
     */
    public function offsetSet(mixed $key, mixed $value): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Removes a value.
     *
     * @param K $key
     */
    public function offsetUnset(mixed $key): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether there is a value for the key.
     *
     * @param K $key
     */
    public function offsetExists(mixed $key): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Iterates over the entries that are there now; it does not see later changes. String keys stay strings, even
     * those that look like integers.
     *
     * @return \Traversable<K, V>
     */
    public function getIterator(): \Traversable
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The number of entries. */
    public function count(): int
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * For serialize(): a version, the content, and the properties that a child class declares. A child class with its
     * own __serialize() adds to the result of its parent.
     *
     * @return array<string, mixed>
     */
    public function __serialize()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * For unserialize(). All limits apply to bytes from outside; data that cannot be read changes nothing.
     *
     * @param array<array-key, mixed> $data
     * @return void
     * @throws \NetsvrBusiness\Exception\DecodeException for data that is malformed or written by a newer version
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     */
    public function __unserialize(array $data)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
