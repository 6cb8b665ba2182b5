<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Contract;

/** The main sockets of a process. NetBus does not use them. */
interface MainSocketManagerInterface
{
    /** Adds a main socket, before start(). */
    public function addSocket(\NetsvrBusiness\Contract\MainSocketInterface $socket): void;

    /** Connects and registers all main sockets; false when that fails for one of them. */
    public function start(): bool;

    /** Closes all main sockets. */
    public function close(): void;
}
