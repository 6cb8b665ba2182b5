<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/** The events that a main socket can receive, as bits: `Event::OnOpen | Event::OnMessage`. */
class Event
{
    public const Placeholder = 0;
    public const OnOpen = 1;
    public const OnClose = 2;
    public const OnMessage = 4;

    /**
     * The name of the constant with a value.
     *
     * @param int $value
     * @return string
     * @throws \UnexpectedValueException when no constant has it
     */
    public static function name($value)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /**
     * The value of a constant by its name. The name is converted to upper case first, so constants of Event, whose
     * names have lower-case letters, are not found: use the constants themselves.
     *
     * @param string $name
     * @return int
     * @throws \UnexpectedValueException when there is none
     */
    public static function value($name)
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
