<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Contract;

/** A connection that NetBus can use: send() connects when that is needed. */
interface TaskSocketInterface extends \NetsvrBusiness\Contract\SocketInterface
{
}
