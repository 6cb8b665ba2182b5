<?php
/*
 * What most tests of NetBus need: gateways, NetBus bound to them, and four clients - ann and bob on the first
 * gateway, cat and dan on the last. Prints values and deliveries with these names instead of uniqIds and ports,
 * so that a test expects the same on one gateway and on two.
 */
declare(strict_types=1);

namespace NetsvrTests\Support;

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\NetBus;
use RuntimeException;

final class Scene
{
    /** Seconds that a delivery may take. */
    private const PATIENCE = 10.0;
    /** Sent to everybody last, to know that nothing more will come. */
    private const MARK = '=== that was all ===';

    public readonly WebSocketClient $ann;
    public readonly WebSocketClient $bob;
    public readonly WebSocketClient $cat;
    public readonly WebSocketClient $dan;
    /** The logger of the task sockets. */
    public readonly ArrayLogger $logger;

    /** @param list<DevGate> $gateways */
    private function __construct(public readonly array $gateways)
    {
        $this->logger = Setup::netBus(...$gateways);
        $last = $gateways[array_key_last($gateways)];
        $this->ann = $gateways[0]->client();
        $this->bob = $gateways[0]->client();
        $this->cat = $last->client();
        $this->dan = $last->client();
    }

    /**
     * Runs a test on one gateway, then on two, fresh ones each time, and prints a heading before each.
     *
     * @param callable(self): void $test
     * @param string ...$flags flags for devgate
     */
    public static function onOneGatewayAndOnTwo(callable $test, string ...$flags): void
    {
        self::on(1, $test, ...$flags);
        self::on(2, $test, ...$flags);
    }

    /** The same on so many gateways only. */
    public static function on(int $count, callable $test, string ...$flags): void
    {
        Setup::endAfter(50);
        echo $count === 1 ? 'one gateway' : 'two gateways', "\n";
        $gateways = [];
        for ($i = 0; $i < $count; $i++) {
            $gateways[] = DevGate::start(...$flags);
        }
        $test(new self($gateways));
        foreach ($gateways as $gateway) {
            $gateway->stop();
        }
    }

    /** Gives a client what the gateway keeps for it: a customerId, a session, topics. */
    public function login(WebSocketClient $client, string $customerId, string $session = '', array $topics = []): void
    {
        NetBus::connInfoUpdate(
            (new ConnInfoUpdate())
                ->setUniqId($client->uniqId)
                ->setNewCustomerId($customerId)
                ->setNewSession($session)
                ->setNewTopics($topics)
        );
    }

    /**
     * Prints what each client has received since the last time, and whether its connection has ended.
     *
     * @param WebSocketClient ...$leaving clients whose end is waited for
     */
    public function printReceived(WebSocketClient ...$leaving): void
    {
        NetBus::broadcast(self::MARK);
        foreach ($this->clients() as $name => $client) {
            $messages = $this->messagesOf($client, in_array($client, $leaving, true));
            echo "  $name received ", $messages === [] ? 'nothing' : implode(', ', array_map($this->text(...), $messages));
            echo $client->isClosed() ? ' and was disconnected' : '', "\n";
        }
    }

    /** Prints a value in one line of JSON. */
    public function print(string $title, mixed $value): void
    {
        echo "  $title: ", $this->text($value), "\n";
    }

    /** Prints each element of a list in a line of its own. */
    public function printEach(string $title, array $list): void
    {
        echo "  $title:", $list === [] ? ' nothing' : '', "\n";
        foreach ($list as $element) {
            echo '    ', $this->text($element), "\n";
        }
    }

    /** JSON in which uniqIds and worker addresses have become names. */
    public function text(mixed $value): string
    {
        return strtr(
            json_encode($value, JSON_UNESCAPED_SLASHES | JSON_UNESCAPED_UNICODE | JSON_THROW_ON_ERROR),
            $this->names()
        );
    }

    /** @return list<string> what came before the mark, or before the end */
    private function messagesOf(WebSocketClient $client, bool $leaving): array
    {
        $messages = [];
        while (($message = $client->receive(Setup::patience(self::PATIENCE))) !== null) {
            if ($message !== self::MARK) {
                $messages[] = $message;
            } elseif (!$leaving) {
                return $messages;
            }
        }
        if (!$client->isClosed()) {
            throw new RuntimeException("$client->uniqId has received neither the last message nor the end");
        }
        return $messages;
    }

    /** @return array<string, WebSocketClient> */
    private function clients(): array
    {
        return ['ann' => $this->ann, 'bob' => $this->bob, 'cat' => $this->cat, 'dan' => $this->dan];
    }

    /** @return array<string, string> */
    private function names(): array
    {
        $names = [];
        foreach ($this->clients() as $name => $client) {
            $names[$client->uniqId] = $name;
        }
        foreach ($this->gateways as $index => $gateway) {
            $names[$gateway->workerAddr] = 'gateway ' . ($index + 1);
        }
        return $names;
    }
}
