<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * What all messages can do. == compares them by their fields, clone copies their lists and maps, var_dump() shows
 * their fields, serialize() writes their binary form. unserialize() also reads what messages of the pure-PHP
 * protobuf runtime have written.
 *
 * Setters convert as PHP code expects: numeric strings to numbers, numbers to strings. Strings that the protocol
 * calls text must be UTF-8.
 */
abstract class Message
{
    /**
     * @param array<string, mixed>|null $data fields by their names, as the message's text lists them; messages inside
     *     it as objects or as such arrays
     *
     * @throws \UnexpectedValueException for a field that the message does not have
     * @throws \InvalidArgumentException when $data is neither an array nor null
     * @throws \Exception as for the setters
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
     * Forgets fields that parsing found but the message does not have; in the messages inside it, too.
     *
     * @return void
     */
    public function discardUnknownFields()
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * Takes over the content of another message of the same class: single fields that differ from their default
     * replace those here, elements of lists and maps are added.
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
     * @param bool $ignore_unknown true: skip fields that the message does not have
     * @return void
     * @throws \NetsvrBusiness\Exception\DecodeException for text that is not the JSON form of the message
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
