<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/** A remnant of an earlier generation of the protocol; the extension does not use it. */
class Constant
{
    public const HeartbeatMessage = '~3yPvmnzu38NZv~';
    public const WORKER_ID_MAX = 999;
    public const WORKER_ID_MIN = 1;
}
