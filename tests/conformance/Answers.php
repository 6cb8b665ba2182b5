<?php
/*
 * What a question without arguments gives for an answer of one gateway, in the notation of the recorded data: a count,
 * or a list of texts. For cases in which the recorded one took another answer for it.
 */
declare(strict_types=1);

namespace NetsvrTests\Conformance;

final class Answers
{
    /** Question => the key of its value, and the method of its Ret object that gives it alone. */
    private const KEYS = [
        'uniqIdCount' => ['count', 'getCount'], 'customerIdCount' => ['count', null], 'topicCount' => ['count', null],
        'uniqIdList' => ['uniqIds', 'getUniqIds'], 'customerIdList' => ['customerIds', null], 'topicList' => ['topics', null],
    ];

    /** The result for the body of an answer; null for another question, or a body with more in it. */
    public static function result(string $method, string $addr, string $body): ?array
    {
        if (!isset(self::KEYS[$method])) {
            return null;
        }
        [$key, $alone] = self::KEYS[$method];
        $value = $key === 'count' ? self::count($body) : self::texts($body);
        if ($value === null) {
            return null;
        }
        $is8 = Api::current()->is8();
        $rows = [['$map' => [[$is8 ? 'addr' : 'workerAddr', $addr], [$key, $value]]]];
        if (!$is8) {
            return $rows;
        }
        $name = ucfirst($method);
        return [
            '$ret' => "NetsvrBusiness\\Ret\\{$name}Ret",
            'data' => [[$addr, ['$message' => Api::current()->message("{$name}Resp"), 'hex' => bin2hex($body)]]],
            'calls' => ($alone === null ? [] : [$alone => ['ok' => $value]]) + ['toArray' => ['ok' => $rows]],
            'json_encode' => '',
        ];
    }

    private static function count(string $body): ?int
    {
        if ($body === '') {
            return 0;
        }
        [$tag, $value] = [self::varint($body), self::varint($body)];
        return $tag === 8 && $body === '' ? $value : null;
    }

    /** @return list<string>|null */
    private static function texts(string $body): ?array
    {
        $texts = [];
        while ($body !== '') {
            [$tag, $length] = [self::varint($body), self::varint($body)];
            if ($tag !== 10 || $length > strlen($body)) {
                return null;
            }
            $texts[] = substr($body, 0, $length);
            $body = substr($body, $length);
        }
        return $texts;
    }

    /** Takes one off the bytes. */
    private static function varint(string &$bytes): int
    {
        $value = 0;
        for ($shift = 0; $bytes !== ''; $shift += 7) {
            $byte = ord($bytes[0]);
            $bytes = substr($bytes, 1);
            $value |= ($byte & 0x7f) << $shift;
            if ($byte < 0x80) {
                break;
            }
        }
        return $value;
    }
}
