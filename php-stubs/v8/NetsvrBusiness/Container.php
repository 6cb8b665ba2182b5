<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/**
 * The PSR-11 container in which NetBus finds its socket managers. Any other PSR-11 container can take its place:
 * see setInstance(). Cannot be serialized.
 */
class Container extends \NetsvrBusiness\Native\Container implements \Psr\Container\ContainerInterface
{
}
