<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/** The iterator of RepeatedField and MapField. Cannot be serialized. */
class FieldIterator implements \Iterator
{
    /** The current value; null after the end. */
    public function current(): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The current index or key; null after the end. */
    public function key(): mixed
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Moves to the next one. */
    public function next(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Moves back to the first one. */
    public function rewind(): void
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** Whether there is a current value. */
    public function valid(): bool
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
