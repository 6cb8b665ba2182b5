<?php
/*
 * The recorded cases, by name, in the order of the file. Each holds only what was recorded.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class Recorded
{
    /** Another file of cases to run than that of the API. */
    public static ?string $file = null;

    /** @return array<string, array> those that are run */
    public static function cases(): array
    {
        return self::in(self::$file ?? Api::current()->file('netbus'));
    }

    /** @return array<string, array> those, and those of the API */
    public static function all(): array
    {
        return self::cases() + self::in(Api::current()->file('netbus'));
    }

    /** @return array<string, array> */
    private static function in(string $file): array
    {
        static $files = [];
        if (!isset($files[$file])) {
            $cases = json_decode((string)file_get_contents($file), true, 512, JSON_THROW_ON_ERROR)['cases'];
            $files[$file] = array_column($cases, null, 'name');
            assert(count($files[$file]) === count($cases));
        }
        return $files[$file];
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
