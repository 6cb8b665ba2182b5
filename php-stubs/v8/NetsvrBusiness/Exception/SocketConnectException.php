<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/**
 * A gateway was not reached, or is in backoff because it was not (netsvr.backoff_max_ms). Sockets log
 * it; the code is the errno of the system, of the last attempt that was made.
 */
class SocketConnectException extends \RuntimeException
{
}
