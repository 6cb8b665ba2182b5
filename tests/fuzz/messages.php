<?php
/*
 * Feeds mutated bytes and mutated JSON to every message:
 *
 *     php -n -d extension=/path/to/libnetsvr.so tests/fuzz/messages.php [ROUNDS | SECONDSs] [SEED]
 *
 * 100000 rounds by default; `60s` runs for a minute. A round is one message with one byte string, and every third
 * one with a JSON text, too. Nothing but a DecodeException or an \Exception (text that is not UTF-8) may come out of
 * a parse, what parses must serialise to what parses to the same, and the memory in use must not grow. Prints the
 * seed; exit status 1: something was wrong, and the input that showed it has been printed.
 */
declare(strict_types=1);

namespace NetsvrTests\Fuzz;

use Netsvr\Message;
use NetsvrBusiness\Exception\DecodeException;

const GROWTH_ALLOWED = 64 * 1024;
// what Rust takes is not in PHP's account
const RESIDENT_KIB_ALLOWED = 2048;

/** Messages of all classes, every field set. @return list<Message> */
function samples(): array
{
    $samples = [];
    foreach ((new \ReflectionExtension('netsvr'))->getClasses() as $name => $class) {
        // each has a name in the namespace of the other API, too
        if ($class->isSubclassOf(Message::class) && strcasecmp($name, $class->name) === 0) {
            $samples[] = filled($class->newInstance());
        }
    }
    return $samples;
}

function filled(Message $message): Message
{
    $candidates = ['text', -7, ['a', '7', ''], ['k' => 5, '7' => -1]];
    foreach (get_class_methods($message) as $setter) {
        if (!str_starts_with($setter, 'set')) {
            continue;
        }
        $field = lcfirst(substr($setter, 3));
        foreach ([...$candidates, ['k' => [], '7' => []], [1 => [], -2 => []]] as $candidate) {
            try {
                $set = new $message([$field => $candidate]);
            } catch (\Exception) {
                continue;
            }
            $value = $set->{'get' . substr($setter, 3)}();
            if ($value instanceof \Netsvr\MapField) {
                foreach ($value as $element) {
                    $element instanceof Message && filled($element);
                }
            }
            $message->$setter($value);
            break;
        }
    }
    return $message;
}

/** Changes a text in no to three places, with what stands in other texts among other things. */
function mutated(string $text, string $other): string
{
    for ($changes = mt_rand(0, 3); $changes > 0; $changes--) {
        $length = strlen($text);
        $at = mt_rand(0, max(0, $length - 1));
        $text = match (mt_rand(0, 7)) {
            0 => substr_replace($text, chr(mt_rand(0, 255)), $at, 1),
            1 => substr_replace($text, chr(ord($text[$at] ?? "\0") ^ (1 << mt_rand(0, 7))), $at, 1),
            2 => substr_replace($text, chr(mt_rand(0, 255)), $at, 0),
            3 => substr_replace($text, '', $at, mt_rand(1, 4)),
            4 => substr($text, 0, $at),
            5 => substr_replace($text, substr($text, mt_rand(0, $length), mt_rand(1, 16)), $at, 0),
            6 => substr_replace($text, substr($other, mt_rand(0, strlen($other)), mt_rand(1, 16)), $at, 0),
            7 => substr_replace($text, str_repeat("\xff", mt_rand(1, 10)) . "\x7f", $at, 0),
        };
    }
    return $text;
}

/** Parses one input; false when it was refused. Throws what must not come out of a parse. */
function parsed(string $class, string $method, string $text): bool
{
    $message = new $class();
    try {
        $message->$method($text);
    } catch (DecodeException) {
        return false;
    } catch (\Exception $exception) {
        if (get_class($exception) !== \Exception::class) {
            throw $exception;
        }
        return false;
    }
    $bytes = $message->serializeToString();
    $again = new $class();
    $again->mergeFromString($bytes);
    if ($again->serializeToString() !== $bytes) {
        throw new \LogicException('it serialises to something else the second time');
    }
    $json = $message->serializeToJsonString();
    $read = new $class();
    $read->mergeFromJsonString($json);
    if ($read->serializeToJsonString() !== $json) {
        throw new \LogicException("its JSON does not come back: $json");
    }
    return true;
}

/** @return array{int, int} bytes in use by PHP, resident KiB */
function memory(): array
{
    gc_collect_cycles();
    return [memory_get_usage(), (int)explode(' ', (string)file_get_contents('/proc/self/statm'))[1] * 4];
}

$limit = $argv[1] ?? '100000';
$seconds = str_ends_with($limit, 's') ? (float)substr($limit, 0, -1) : null;
$rounds = $seconds === null ? (int)$limit : PHP_INT_MAX;
$seed = (int)($argv[2] ?? random_int(0, PHP_INT_MAX));
mt_srand($seed);
// a scalar where JSON wants an object is a warning
set_error_handler(static fn(): bool => true, E_WARNING);

$samples = samples();
$texts = ['mergeFromString' => [], 'mergeFromJsonString' => []];
foreach ($samples as $sample) {
    $texts['mergeFromString'][] = $sample->serializeToString();
    $texts['mergeFromJsonString'][] = $sample->serializeToJsonString();
}
$classes = array_map(get_class(...), $samples);
$count = count($classes);
printf("%d messages, seed %d\n", $count, $seed);
unset($samples, $sample);

$none = ['parsed' => 0, 'refused' => 0];
$counts = ['mergeFromString' => $none, 'mergeFromJsonString' => $none];
$before = memory();
$end = microtime(true) + ($seconds ?? 0.0);
for ($round = 0; $round < $rounds; $round++) {
    if ($round === 5000) {
        $before = memory();
    }
    if ($seconds !== null && $round % 1000 === 0 && microtime(true) > $end) {
        break;
    }
    $which = $round % $count;
    $methods = mt_rand(0, 2) === 0 ? ['mergeFromString', 'mergeFromJsonString'] : ['mergeFromString'];
    foreach ($methods as $method) {
        $other = $texts[$method][mt_rand(0, $count - 1)];
        // bytes of any message may be given to any other
        $text = mutated(mt_rand(0, 2) === 0 ? $other : $texts[$method][$which], $other);
        try {
            $counts[$method][parsed($classes[$which], $method, $text) ? 'parsed' : 'refused']++;
        } catch (\Throwable $thrown) {
            printf("%s::%s of %s: ", $classes[$which], $method, bin2hex($text));
            printf("%s: %s\n", get_class($thrown), $thrown->getMessage());
            exit(1);
        }
    }
}
unset($text);
$after = memory();
[$used, $resident] = [$after[0] - $before[0], $after[1] - $before[1]];
foreach ($counts as $method => ['parsed' => $parsed, 'refused' => $refused]) {
    printf("%s: %d inputs, %d parsed, %d refused\n", $method, $parsed + $refused, $parsed, $refused);
}
printf("memory in use grew by %d bytes, resident memory by %d KiB\n", $used, $resident);
if ($used > GROWTH_ALLOWED || $resident > RESIDENT_KIB_ALLOWED) {
    echo "the memory in use must not grow\n";
    exit(1);
}
exit($round < 1000 || min($counts['mergeFromString']) > 0 && min($counts['mergeFromJsonString']) > 0 ? 0 : 1);
