<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace Netsvr;

/**
 * A registration has ended.
 *
 * It has no fields.
 */
class UnRegisterResp extends \Netsvr\Message
{
}
