<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * The PSR-11 container in which NetBus looks for its socket managers. setInstance() puts any other PSR-11
 * container in its place. Cannot be serialized.
 */
class Container extends \NetsvrBusiness\Native\Container implements \Psr\Container\ContainerInterface
{
}
