<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * A list in a message. It is a view: a change here changes the message.
 *
 * @template T
 * @implements \ArrayAccess<int, T>
 * @implements \IteratorAggregate<int, T>
 */
class RepeatedField implements \ArrayAccess, \IteratorAggregate, \Countable
{
    /**
     * @param int $type number of the protobuf type: 2 float, 3 int64, 5 int32, 8 bool, 9 string, 11 message,
     *     12 bytes, 13 uint32, 14 enum
     * @param class-string<Message>|null $klass the class, for messages
     * @throws \ValueError for another type
     */
    public function __construct(int $type, ?string $klass = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Number of the protobuf type of the elements.
     *
     * @return int
     */
    public function getType()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The class of the elements, when they are messages.
     *
     * @return class-string<Message>|null
     */
    public function getClass()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The same as getClass().
     *
     * @return class-string<Message>|null
     */
    public function getLegacyClass()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * An element; null and a warning when there is none.
     *
     * @param int $offset
     * @return T
     */
    public function offsetGet(mixed $offset): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Appends an element, or replaces an existing one. Any other offset is an E_USER_ERROR.
     *
     * @param int|null $offset
     * @param T $value
     * @throws \Exception for a value that the type does not take, or text that is not UTF-8
     * @throws \RangeException for an integer beyond the bits of the type
     */
    public function offsetSet(mixed $offset, mixed $value): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Removes the last element. Any other offset is an E_USER_ERROR.
     *
     * @param int $offset
     */
    public function offsetUnset(mixed $offset): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Whether there is an element at the offset.
     *
     * @param int $offset
     */
    public function offsetExists(mixed $offset): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Iterates over the elements that are there now; it does not see later changes.
     *
     * @return \Traversable<int, T>
     */
    public function getIterator(): \Traversable
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The number of elements. */
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
