<?php
/*
 * What a result that holds objects gives away, in the notation of the recorded data: a Ret object what its methods
 * return and what stands in its `data`, a message its class and its bytes. Judges nothing.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class ObjectNotes
{
    private const RET = 'NetsvrBusiness\\Ret\\';
    /** The arguments that a method with one is called with, by the class that has it. */
    private const ARGUMENTS = [
        self::RET . 'CheckOnlineRet' => ['has' => [
            '7f000001571d6621e43b00000001', '7f00000157826621e43b00000002', 'nope', '', '77',
        ]],
        self::RET . 'MetricsRet' => ['toArray' => [0, 1, 5, -2, 20]],
    ];
    /** Difference 23: the package has it not; what it gives is in `json_encode`. */
    private const ADDED = ['jsonSerialize'];

    public static function of(mixed $value): mixed
    {
        return match (true) {
            is_array($value) => array_map(self::of(...), $value),
            !is_object($value) => $value,
            str_starts_with(get_class($value), self::RET) => self::ofRet($value),
            method_exists($value, 'serializeToString') => [
                '$message' => get_class($value), 'hex' => bin2hex($value->serializeToString()),
            ],
            default => $value,
        };
    }

    private static function ofRet(object $ret): array
    {
        $calls = self::calls($ret);
        $data = [];
        foreach ($ret->data as $addr => $message) {
            $data[] = [$addr, self::of($message)];
        }
        $noted = [
            '$ret' => get_class($ret), 'data' => $data, 'calls' => $calls, 'json_encode' => json_encode($ret),
        ];
        // Who has looked into `data` must not see anything else behind it.
        $again = self::calls($ret);
        return Values::show($again) === Values::show($calls) ? $noted : $noted + ['calls after data was read' => $again];
    }

    /** @return array<string, array> method, and argument if there is one => what it gave */
    private static function calls(object $ret): array
    {
        $calls = [];
        foreach ((new \ReflectionClass($ret))->getMethods(\ReflectionMethod::IS_PUBLIC) as $method) {
            $left = $method->isStatic() || str_starts_with($method->name, '__') || in_array($method->name, self::ADDED, true);
            if (!$left && $method->getNumberOfRequiredParameters() === 0) {
                $calls[$method->name] = self::call($ret, $method->name);
            }
        }
        ksort($calls);
        foreach (self::ARGUMENTS[get_class($ret)] ?? [] as $method => $arguments) {
            foreach ($arguments as $argument) {
                $calls["$method $argument"] = self::call($ret, $method, $argument);
            }
        }
        return $calls;
    }

    /** @return array{ok: mixed}|array{exception: array} */
    private static function call(object $ret, string $method, mixed ...$arguments): array
    {
        try {
            return ['ok' => self::of($ret->$method(...$arguments))];
        } catch (\Throwable $thrown) {
            return ['exception' => CaseRun::exception($thrown)];
        }
    }
}
