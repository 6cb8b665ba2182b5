<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/**
 * A gateway could not be reached, or is in backoff after that (netsvr.backoff_max_ms). Sockets log the
 * exception. Its code is the errno of the last attempt.
 */
class SocketConnectException extends \RuntimeException
{
}
