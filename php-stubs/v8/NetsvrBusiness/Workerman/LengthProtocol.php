<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Workerman;

/**
 * The frame of the protocol for connections of Workerman's own. Implements Workerman\Protocols\ProtocolInterface,
 * in the form of Workerman 4 or 5, where that is there.
 */
class LengthProtocol extends \NetsvrBusiness\Native\LengthProtocol
{
}
