<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrProtocol;

/**
 * A registration has ended.
 *
 * It has no fields.
 */
class UnRegisterResp extends \NetsvrProtocol\Message
{
}
