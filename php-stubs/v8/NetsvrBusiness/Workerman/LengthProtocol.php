<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Workerman;

/**
 * The frame of the protocol, for Workerman's own connections. Implements Workerman\Protocols\ProtocolInterface of
 * Workerman 4 or 5 if that is installed.
 */
class LengthProtocol extends \NetsvrBusiness\Native\LengthProtocol
{
}
