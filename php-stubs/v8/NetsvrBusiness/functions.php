<?php
// Made from the extension by tools/stubs.php: for IDEs and static analysers, never to be loaded.

namespace NetsvrBusiness;

/** Sleeps for a number of milliseconds; a signal may end it earlier. */
function milliSleep(int $millisecond): void
{
    throw new \Error('the netsvr extension is not loaded');
}

/**
 * An address in the form in which uniqIds begin with it: `127.0.0.1:6071` is `7f00000117b7`.
 *
 * @param string $addr `host:port`; a name is looked up
 * @return string 12 lower-case hex characters: 4 bytes of IPv4 address, 2 of port
 * @throws \RuntimeException when the host has no IPv4 address
 */
function addrConvertToHex(string $addr): string
{
    throw new \Error('the netsvr extension is not loaded');
}

/** The gateway that owns a client: the first 12 characters of its uniqId. */
function uniqIdConvertToAddrAsHex(string $uniqId): string
{
    throw new \Error('the netsvr extension is not loaded');
}

/**
 * The elements of a repeated field.
 *
 * @return list<mixed>
 */
function repeatedFieldToArray(\NetsvrProtocol\RepeatedField $repeatedField): array
{
    throw new \Error('the netsvr extension is not loaded');
}
