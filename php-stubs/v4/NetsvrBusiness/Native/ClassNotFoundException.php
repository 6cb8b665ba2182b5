<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/**
 * The native parent of \NetsvrBusiness\Exception\ClassNotFoundException. Catch that class: it is a
 * \Psr\Container\NotFoundExceptionInterface.
 */
abstract class ClassNotFoundException extends \RuntimeException
{
    protected string $class;

    /** @param string $class the requested id */
    public function __construct(string $message, string $class = '', ?\Throwable $previous = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The requested id. */
    public function getClass(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
