<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Workerman;

/**
 * The frame of the protocol for connections of Workerman 5's own. Implements Workerman\Protocols\ProtocolInterface where
 * that is there.
 */
class LengthProtocolV5 extends \NetsvrBusiness\Native\LengthProtocolV5
{
}
