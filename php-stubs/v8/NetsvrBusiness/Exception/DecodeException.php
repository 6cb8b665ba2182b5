<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/** Bytes that are no valid message; the text begins with `Error occurred during parsing`. */
class DecodeException extends \Exception
{
}
