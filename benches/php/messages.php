<?php
/*
 * Message objects, and what PHP has for the same values. Started by netsvr-bench:
 * messages.php <case> <the message's bytes in hexadecimal>
 * The loops of both sides are alike and hold nothing but what is measured. What the last turn gave is held against
 * what it must be, after the clocks have stopped.
 */
declare(strict_types=1);

use Netsvr\ConnInfoUpdate;
use Netsvr\Transfer;
use function NetsvrBench\cpu;
use function NetsvrBench\fail;
use function NetsvrBench\serve;
use function NetsvrBench\uniqId;

require __DIR__ . '/driver.php';

[, $case, $hexadecimal] = $argv;
$bytes = hex2bin($hexadecimal);

$uniqId = uniqId('127.0.0.1:6062', 1);
$session = json_encode(['name' => 'client 1', 'visits' => 1]);
$customerId = sprintf('customer-%d', 1);
$topics = array_map(static fn(int $number): string => "topic-$number", [1, 2, 3]);
$data = str_repeat('x', $case === 'parse' ? 1024 : 64);

/** The commonest of getters in user code. */
final class Plain
{
    private $uniqId = '';

    public function setUniqId($var)
    {
        $this->uniqId = $var;
        return $this;
    }

    public function getUniqId()
    {
        return $this->uniqId;
    }
}

/**
 * Stops the clocks.
 *
 * @return array{int, int} what has passed since
 */
function since(int $cpu, int $wall): array
{
    return [cpu() - $cpu, hrtime(true) - $wall];
}

function verify(mixed $value, mixed $expected): void
{
    if ($value !== $expected) {
        fail('the value is not what it must be');
    }
}

function getter(object $object, string $expected): Closure
{
    return static function (int $calls) use ($object, $expected): array {
        [$cpu, $wall, $value] = [cpu(), hrtime(true), null];
        for ($i = 0; $i < $calls; $i++) {
            $value = $object->getUniqId();
        }
        $taken = since($cpu, $wall);
        verify($value, $expected);
        return $taken;
    };
}

function encoder(array $update): Closure
{
    [$uniqId, $session, $customerId, $topics, $data] = array_values($update);
    $expected = sprintf(
        '{"uniqId":"%s","newSession":"%s","newCustomerId":"%s","newTopics":["%s"],"data":"%s"}',
        $uniqId,
        addslashes($session),
        $customerId,
        implode('","', $topics),
        $data
    );
    return static function (int $calls) use ($uniqId, $session, $customerId, $topics, $data, $expected): array {
        [$cpu, $wall, $value] = [cpu(), hrtime(true), null];
        for ($i = 0; $i < $calls; $i++) {
            $value = json_encode([
                'uniqId' => $uniqId,
                'newSession' => $session,
                'newCustomerId' => $customerId,
                'newTopics' => $topics,
                'data' => $data,
            ]);
        }
        $taken = since($cpu, $wall);
        verify($value, $expected);
        return $taken;
    };
}

$transfer = [
    'uniqId' => $uniqId,
    'customerId' => $customerId,
    'session' => $session,
    'topics' => $topics,
    'data' => $data,
];
$update = [
    'uniqId' => $uniqId,
    'newSession' => $session,
    'newCustomerId' => $customerId,
    'newTopics' => $topics,
    'data' => $data,
];
$serialized = serialize($transfer);

serve(match ($case) {
    'parse' => [
        'call' => static function (int $calls) use ($bytes, $transfer): array {
            [$cpu, $wall] = [cpu(), hrtime(true)];
            for ($i = 0; $i < $calls; $i++) {
                $message = new Transfer();
                $message->mergeFromString($bytes);
                $uniqId = $message->getUniqId();
                $customerId = $message->getCustomerId();
                $session = $message->getSession();
                $topics = $message->getTopics();
                $data = $message->getData();
            }
            $taken = since($cpu, $wall);
            verify([
                'uniqId' => $uniqId,
                'customerId' => $customerId,
                'session' => $session,
                'topics' => iterator_to_array($topics),
                'data' => $data,
            ], $transfer);
            return $taken;
        },
        'limit' => static function (int $calls) use ($serialized, $transfer): array {
            [$cpu, $wall, $value] = [cpu(), hrtime(true), null];
            for ($i = 0; $i < $calls; $i++) {
                $value = unserialize($serialized);
            }
            $taken = since($cpu, $wall);
            verify($value, $transfer);
            return $taken;
        },
    ],
    'setters' => [
        'call' => static function (int $calls) use ($uniqId, $session, $customerId, $topics, $data, $bytes): array {
            [$cpu, $wall, $value] = [cpu(), hrtime(true), null];
            for ($i = 0; $i < $calls; $i++) {
                $message = new ConnInfoUpdate();
                $message->setUniqId($uniqId);
                $message->setNewSession($session);
                $message->setNewCustomerId($customerId);
                $message->setNewTopics($topics);
                $message->setData($data);
                $value = $message->serializeToString();
            }
            $taken = since($cpu, $wall);
            verify($value, $bytes);
            return $taken;
        },
        'limit' => encoder($update),
    ],
    'constructor' => [
        'call' => static function (int $calls) use ($uniqId, $session, $customerId, $topics, $data, $bytes): array {
            [$cpu, $wall, $value] = [cpu(), hrtime(true), null];
            for ($i = 0; $i < $calls; $i++) {
                $value = (new ConnInfoUpdate([
                    'uniqId' => $uniqId,
                    'newSession' => $session,
                    'newCustomerId' => $customerId,
                    'newTopics' => $topics,
                    'data' => $data,
                ]))->serializeToString();
            }
            $taken = since($cpu, $wall);
            verify($value, $bytes);
            return $taken;
        },
        'limit' => encoder($update),
    ],
    'getter' => [
        'call' => getter((new Transfer())->setUniqId($uniqId), $uniqId),
        'limit' => getter((new Plain())->setUniqId($uniqId), $uniqId),
    ],
});
