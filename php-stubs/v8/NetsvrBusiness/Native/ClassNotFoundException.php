<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Native;

/**
 * What \NetsvrBusiness\Exception\ClassNotFoundException is made of. Catch that one: it is a
 * \Psr\Container\NotFoundExceptionInterface.
 */
abstract class ClassNotFoundException extends \RuntimeException
{
    protected string $class;

    /** @param string $class the id that was asked for */
    public function __construct(string $message, string $class = '', ?\Throwable $previous = null)
    {
        throw new \Error('the netsvr extension is not loaded');
    }

    /** The id that was asked for. */
    public function getClass(): string
    {
        throw new \Error('the netsvr extension is not loaded');
    }
}
