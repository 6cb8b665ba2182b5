<?php
/*
 * What the tests of faults share: NetBus bound to FakeGateways, calls whose outcome is printed without ports
 * and without wording that may change, and the few message bodies that scripted answers need. The bodies are
 * made here, byte by byte, so that a fault in the extension's own encoder cannot hide one in its decoder.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Throwable;

final class Faults
{
    /** Facts that exceptions must name, for call(). */
    public const ONE_SECOND = ['1 second' => '~\b1(\.0+)? ?s~'];

    public const BROADCAST = 900002003;
    public const MULTICAST = 900002004;
    public const CHECK_ONLINE = 900003003;
    public const CUSTOMER_ID_COUNT = 900003005;
    public const UNIQ_ID_LIST = 900003006;
    public const UNIQ_ID_COUNT = 900003007;
    public const CONN_INFO = 900003015;

    private const NAMES = [
        self::BROADCAST => 'Broadcast', self::MULTICAST => 'Multicast', self::CHECK_ONLINE => 'CheckOnline',
        self::UNIQ_ID_LIST => 'UniqIdList', self::UNIQ_ID_COUNT => 'UniqIdCount', self::CONN_INFO => 'ConnInfo',
    ];
    /** Texts of logged errors that are part of the contract. */
    private const KNOWN = ['netsvr server closed the connection', 'Connection refused', 'Connection timed out'];

    /** @param list<FakeGateway> $gateways */
    private function __construct(private array $gateways, private int $seconds, public readonly ArrayLogger $logger)
    {
    }

    /**
     * NetBus speaks to these gateways from now on.
     *
     * @param int $seconds for connecting, and for sending and receiving
     */
    public static function bind(int $seconds, FakeGateway ...$gateways): self
    {
        $gateways = array_values($gateways);
        $addrs = array_map(static fn(FakeGateway $gateway): string => $gateway->addr(), $gateways);
        return new self($gateways, $seconds, Setup::netBusAt($addrs, $seconds));
    }

    /**
     * Makes a call and prints its result, or what it threw: class, the original's message, class of the
     * previous exception, and which of the facts the chain of messages names. A call that takes longer than
     * twice its deadlines and some seconds more is LATE.
     *
     * @param array<string, string> $facts name => pattern; a gateway's address is always one of them, unless
     *                                     'its gateway' => '' says that none has a part in it
     * @param float|null $within seconds, instead of that bound
     */
    public function call(string $title, callable $call, array $facts = [], ?float $within = null): void
    {
        $start = microtime(true);
        $caught = null;
        $result = null;
        try {
            $result = $call();
        } catch (Throwable $caught) {
        }
        $took = microtime(true) - $start;
        echo "$title: ", $caught === null ? $this->text($result) : $this->describe($caught, $facts), "\n";
        if ($took > ($within ?? 2 * (2 * $this->seconds) + 4)) {
            printf("  LATE: %.1f s\n", $took);
        }
    }

    /** The gateway answers a question, on a connection of its own: the address is that of a gateway from then on. */
    public static function prove(FakeGateway $gateway): void
    {
        $socket = new \NetsvrBusiness\Socket('', new ArrayLogger(), $gateway->addr(), 5, 5);
        if (!$socket->connect() || !$socket->send(pack('N', self::UNIQ_ID_COUNT)) || $socket->receive() === false) {
            throw new \RuntimeException('no answer from ' . $gateway->addr());
        }
        $socket->close();
    }

    /** Prints what was logged since the last time. */
    public function log(): void
    {
        foreach ($this->logger->records as [$level, $message]) {
            $lines = explode("\n", $message);
            echo "  $level ", $this->named($lines[0]);
            if (isset($lines[1])) {
                $known = array_filter(self::KNOWN, static fn(string $text): bool => str_contains($lines[1], $text));
                echo ' ', preg_match('~^\d+ --> ~', $lines[1], $code) ? $code[0] : '?', reset($known) ?: '...';
            }
            echo "\n";
        }
        $this->forgetLog();
    }

    /** Which facts the errors logged since the last time name, all of them in one line. */
    public function errorsName(array $facts): void
    {
        $errors = array_filter($this->logger->records, static fn(array $record): bool => $record[0] === 'error');
        echo '  ', count($errors), ' logged, ', $this->facts(implode("\n", array_column($errors, 1)), $facts), "\n";
        $this->forgetLog();
    }

    /** Says so when errors were logged since the last time. */
    public function noErrors(): void
    {
        $errors = array_filter($this->logger->records, static fn(array $record): bool => $record[0] === 'error');
        echo $errors === [] ? '' : '  LOGGED ' . $this->named(implode("\n", array_column($errors, 1))) . "\n";
        $this->forgetLog();
    }

    public function forgetLog(): void
    {
        $this->logger->records = [];
    }

    /** Prints the frames that a gateway has received, by connection; waits until there are that many. */
    public function frames(int $atLeast = 0, int $gateway = 0): void
    {
        $connections = [];
        foreach ($this->gateways[$gateway]->frames($atLeast) as $frame) {
            $name = self::NAMES[$frame['cmd']] ?? (string)$frame['cmd'];
            $connections[$frame['connection']][] = $name === 'Broadcast'
                ? 'Broadcast ' . implode(self::fields($frame['body'])[1] ?? [])
                : $name;
        }
        foreach ($connections as $connection => $frames) {
            echo "  connection $connection received ", implode(', ', $frames), "\n";
        }
    }

    /** Waits until the gateway has seen the end of a connection; prints whether it has. */
    public function printEnd(int $connection, int $gateway = 0): void
    {
        $deadline = microtime(true) + Setup::patience(10);
        while (($open = $this->gateways[$gateway]->connections()[$connection]['open']) && microtime(true) < $deadline) {
            usleep(5000);
        }
        echo "  connection $connection is ", $open ? 'OPEN' : 'closed', "\n";
    }

    /** The answer of UniqIdCount. */
    public static function count(int $count): Step
    {
        return Step::answer(self::countBody($count));
    }

    public static function countBody(int $count): string
    {
        return "\x08" . self::varint($count);
    }

    /**
     * A message with one repeated string: the answers of UniqIdList and CheckOnline.
     *
     * @param iterable<string> $values
     */
    public static function strings(iterable $values, int $field = 1): string
    {
        $key = chr($field << 3 | 2);
        $body = '';
        foreach ($values as $value) {
            $body .= $key . self::varint(strlen($value)) . $value;
        }
        return $body;
    }

    /**
     * The answer of ConnInfo.
     *
     * @param array<string, string> $customerIds by uniqId
     */
    public static function connInfo(array $customerIds): string
    {
        $items = [];
        foreach ($customerIds as $uniqId => $customerId) {
            $items[] = self::strings([(string)$uniqId]) . self::strings([self::strings([$customerId], 2)], 2);
        }
        return self::strings($items);
    }

    /**
     * The fields of a message: numbers, and strings as they are.
     *
     * @return array<int, list<int|string>> by field
     */
    public static function fields(string $body): array
    {
        $fields = [];
        for ($at = 0, $end = strlen($body); $at < $end;) {
            $key = self::take($body, $at);
            $value = self::take($body, $at);
            if (($key & 7) === 2) {
                [$value, $at] = [substr($body, $at, $value), $at + $value];
            }
            $fields[$key >> 3][] = $value;
        }
        return $fields;
    }

    private static function varint(int $number): string
    {
        $bytes = '';
        for (; $number > 0x7f; $number >>= 7) {
            $bytes .= chr($number & 0x7f | 0x80);
        }
        return $bytes . chr($number);
    }

    private static function take(string $body, int &$at): int
    {
        $number = $shift = 0;
        do {
            $byte = ord($body[$at++]);
            $number |= ($byte & 0x7f) << $shift;
            $shift += 7;
        } while ($byte & 0x80);
        return $number;
    }

    private function describe(Throwable $thrown, array $facts): string
    {
        $lines = $thrown::class;
        if (str_starts_with($thrown->getMessage(), 'call Cmd::')) {
            $previous = $thrown->getPrevious();
            $lines .= "\n  " . $thrown->getMessage() . "\n  previous " . ($previous === null ? 'NONE' : $previous::class);
        } elseif (!str_starts_with($thrown::class, 'NetsvrBusiness\\')) {
            return "$lines " . $this->named($thrown->getMessage());
        }
        $messages = '';
        for ($one = $thrown; $one !== null; $one = $one->getPrevious()) {
            $messages .= $one->getMessage() . "\n";
        }
        return "$lines " . $this->facts($messages, $facts);
    }

    private function facts(string $messages, array $facts): string
    {
        $addrs = array_map(static fn(FakeGateway $gateway): string => preg_quote($gateway->addr(), '~'), $this->gateways);
        if (($facts['its gateway'] ?? null) === '') {
            unset($facts['its gateway']);
        } else {
            $facts = ['its gateway' => '~(' . implode('|', $addrs) . ')\b~'] + $facts;
        }
        $missing = array_keys(array_filter($facts, static fn(string $fact): bool => !preg_match($fact, $messages)));
        if ($missing !== []) {
            return 'does NOT name ' . implode(', ', $missing) . ' in ' . trim($messages);
        }
        return 'names ' . implode(', ', array_keys($facts));
    }

    private function text(mixed $value): string
    {
        return $this->named(json_encode($value, JSON_UNESCAPED_SLASHES | JSON_THROW_ON_ERROR));
    }

    private function named(string $text): string
    {
        foreach ($this->gateways as $index => $gateway) {
            $text = str_replace($gateway->addr(), count($this->gateways) > 1 ? 'gateway ' . $index + 1 : 'the gateway', $text);
        }
        return $text;
    }
}
