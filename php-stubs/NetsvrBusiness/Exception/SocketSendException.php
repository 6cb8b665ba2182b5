<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/** A message was not sent: too long for the gateway, or the gateway was not reached. */
class SocketSendException extends \RuntimeException
{
}
