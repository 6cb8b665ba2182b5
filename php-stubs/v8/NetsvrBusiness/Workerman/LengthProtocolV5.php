<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Workerman;

/**
 * The frame of the protocol, for Workerman 5's own connections. Implements Workerman\Protocols\ProtocolInterface if that
 * is installed.
 */
class LengthProtocolV5 extends \NetsvrBusiness\Native\LengthProtocolV5
{
}
