<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/** The bytes are not a valid message. The text begins with `Error occurred during parsing`. */
class DecodeException extends \Exception
{
}
