<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Exception;

/** Nothing is bound in the Container under the requested id. */
class ClassNotFoundException extends \NetsvrBusiness\Native\ClassNotFoundException implements \Psr\Container\NotFoundExceptionInterface
{
}
