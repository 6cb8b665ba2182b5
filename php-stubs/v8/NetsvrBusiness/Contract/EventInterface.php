<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness\Contract;

/** What happens to websocket clients, as a main socket reports it. Implemented by the application. */
interface EventInterface
{
    /** A client has connected. */
    public function onOpen(\NetsvrProtocol\ConnOpen $connOpen): void;

    /** A client has sent a message. */
    public function onMessage(\NetsvrProtocol\Transfer $transfer): void;

    /** A client has gone; the message holds what the gateway kept for it. */
    public function onClose(\NetsvrProtocol\ConnClose $connClose): void;
}
