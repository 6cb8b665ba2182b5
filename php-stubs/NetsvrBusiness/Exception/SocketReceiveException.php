<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/** A request got no answer, or none that is right. */
class SocketReceiveException extends \RuntimeException
{
}
