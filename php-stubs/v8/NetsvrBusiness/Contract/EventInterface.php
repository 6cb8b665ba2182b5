<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Contract;

/** Receives what websocket clients do, from a main socket. Your application implements it. */
interface EventInterface
{
    /** A client has connected. */
    public function onOpen(\NetsvrProtocol\ConnOpen $connOpen): void;

    /** A client has sent a message. */
    public function onMessage(\NetsvrProtocol\Transfer $transfer): void;

    /** A client has disconnected. The message contains what the gateway kept for it. */
    public function onClose(\NetsvrProtocol\ConnClose $connClose): void;
}
