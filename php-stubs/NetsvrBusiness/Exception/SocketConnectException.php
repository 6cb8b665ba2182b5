<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/** A gateway was not reached. Sockets log it; the code is the errno of the system. */
class SocketConnectException extends \RuntimeException
{
}
