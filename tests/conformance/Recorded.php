<?php
/*
 * The recorded cases, by name, in the order of the file. Each holds only what was recorded.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class Recorded
{
    /** @return array<string, array> */
    public static function cases(): array
    {
        static $cases = null;
        if ($cases === null) {
            $file = __DIR__ . '/data/netbus-v4.json';
            $data = json_decode((string)file_get_contents($file), true, 512, JSON_THROW_ON_ERROR);
            $cases = array_column($data['cases'], null, 'name');
            assert(count($cases) === count($data['cases']));
        }
        return $cases;
    }

    /** Addresses of a case that nothing listens on: those that refused the connection when it was recorded. */
    public static function down(array $case): array
    {
        return array_values(array_filter(
            $case['gateways'],
            static fn(string $addr): bool => (bool)array_filter(
                $case['log'],
                static fn(array $line): bool => str_contains($line[1], "connect to $addr failed")
            )
        ));
    }
}
