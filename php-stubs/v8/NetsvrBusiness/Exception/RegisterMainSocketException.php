<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/** A gateway refused the registration of a main socket. */
class RegisterMainSocketException extends \RuntimeException
{
}
