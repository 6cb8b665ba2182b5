<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/** The iterator of RepeatedField and MapField. Cannot be serialized. */
class FieldIterator implements \Iterator
{
    /** The value it stands at; null behind the end. */
    public function current(): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The index or key it stands at; null behind the end. */
    public function key(): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Goes on to the next. */
    public function next(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Goes back to the first. */
    public function rewind(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Whether it stands at a value. */
    public function valid(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
