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
            $data = Api::current()->recorded('netbus');
            $cases = array_column($data['cases'], null, 'name');
            assert(count($cases) === count($data['cases']));
        }
        return $cases;
    }

    /** Where a gateway listens for a case: a name stands for this host, and an address is listened on once. */
    public static function up(array $case): array
    {
        $up = [];
        foreach (array_diff($case['gateways'], self::down($case)) as $addr) {
            $port = (string)strrchr($addr, ':');
            $ip = gethostbyname(substr($addr, 0, -strlen($port)));
            if (filter_var($ip, FILTER_VALIDATE_IP)) {
                $up[] = $ip . $port;
            }
        }
        return array_values(array_unique($up));
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
