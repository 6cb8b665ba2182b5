<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * What all messages can do. They are compared with == by their fields, cloned with copies of their lists and maps,
 * shown by var_dump() with their fields, serialized with serialize() as their binary form. What the messages of the
 * pure-PHP protobuf runtime have written with it can be unserialized, too.
 *
 * Setters take what PHP code usually has: numeric strings for numbers, numbers for strings. Strings that the
 * protocol calls text must be UTF-8.
 */
abstract class Message
{
    /**
     * @param array<string, mixed>|null $data fields by their names, as the text of the message lists them; messages
     *     inside of it as objects or as such arrays
     *
     * @throws \UnexpectedValueException for a field that the message does not have
     * @throws \InvalidArgumentException when $data is neither an array nor null
     * @throws \Exception as the setters
     */
    public function __construct($data = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Sets every field to its default and forgets unknown fields.
     *
     * @return void
     */
    public function clear()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Forgets the fields that parsing found and the message does not have; in the messages inside of it, too.
     *
     * @return void
     */
    public function discardUnknownFields()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Takes over what another message of the same class holds: single fields that are not their default, and the
     * elements of lists and maps in addition to those that are there.
     *
     * @param static $msg
     * @return void
     */
    public function mergeFrom($msg)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Reads the JSON form of a message. Single fields are replaced, elements of lists and maps are added.
     *
     * @param string $data
     * @param bool $ignore_unknown pass over fields that the message does not have
     * @return void
     * @throws \NetsvrBusiness\Exception\DecodeException for what is not the JSON form of the message
     */
    public function mergeFromJsonString($data, $ignore_unknown = false)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Reads the binary form of a message. Single fields are replaced, elements of lists and maps are added.
     *
     * @param string $data
     * @return void
     * @throws \NetsvrBusiness\Exception\DecodeException for malformed bytes
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     */
    public function mergeFromString($data)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The JSON form of proto3: names as in the text of the message, bytes in base64, 64-bit integers as strings,
     * defaults left out.
     *
     * @return string
     */
    public function serializeToJsonString()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The binary form, unknown fields included.
     *
     * @return string
     */
    public function serializeToString()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * For serialize(): a version, the content, and the properties that a child class declares. A child class with a
     * __serialize() of its own adds to what its parent gives.
     *
     * @return array<string, mixed>
     */
    public function __serialize()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * For unserialize(). Bytes from outside are decoded with all limits; what cannot be read changes nothing.
     *
     * @param array<array-key, mixed> $data
     * @return void
     * @throws \NetsvrBusiness\Exception\DecodeException for what is malformed, or written by a newer version
     * @throws \Exception `Expect utf-8 encoding.` for text that is not UTF-8
     */
    public function __unserialize(array $data)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
