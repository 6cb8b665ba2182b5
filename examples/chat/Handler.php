<?php
/*
 * What the messages of the page do. The page sends small JSON objects: {do: "join" | "enter" | "history" | "leave" |
 * "say" | "tell" | "got" | "typing" | "who", …}. It gets {is: "welcome" | "refused" | "inside" | "lines" | "entered" |
 * "left" | "rooms" | "said" | "told" | "got" | "typing" | "who", …}.
 *
 * A name is a customerId, a room is a topic, and the session holds since when a name is taken, and the secret that lets
 * it come back after a lost connection. The gateway keeps these; LastLines keeps what was said. So this process keeps
 * nothing itself: it can be restarted at any time, and run several times side by side, at several gateways.
 *
 * No line is lost, because the page sends it again until it comes back, with a mark by which the second one is known.
 * A direct one is sent again until the page of the other person says that it has got it.
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnInfoUpdate, ConnOpen, Transfer};
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;

final class Handler implements EventInterface
{
    /** Everybody is in this room, from joining to leaving. */
    public const LOBBY = 'lobby';
    /** Names of people and rooms: a letter, then up to 23 visible characters … */
    private const NAME = '~^(?!.*' . self::TRICK . ')\pL(?:\PC{0,22}[^\pC ])?$~Du';
    /** … without spaces that look like others, letters and marks that are not seen, and heaps of accents. */
    private const TRICK = '(?:[^\PZ ]|  |\pM{4}|[\x{34F}\x{115F}\x{1160}\x{2800}\x{3164}\x{FE00}-\x{FE0F}\x{FFA0}])';
    /** Bytes of a line: the 2,000 characters that the page allows. */
    private const LONGEST = 8000;

    public function __construct(private readonly LastLines $lines)
    {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        // A client is nobody until it has sent its name.
    }

    public function onMessage(Transfer $transfer): void
    {
        $message = json_decode($transfer->getData(), true);
        $field = static fn(string $key): string => is_string($message[$key] ?? null) ? trim($message[$key]) : '';
        [$do, $room, $to, $text, $mark] = array_map($field, ['do', 'room', 'to', 'text', 'mark']);
        [$uniqId, $me] = [$transfer->getUniqId(), $transfer->getCustomerId()];
        $isIn = preg_match(self::NAME, $room) && in_array($room, iterator_to_array($transfer->getTopics()), true);
        $again = ($message['again'] ?? false) === true;
        $after = is_int($message['after'] ?? null) ? $message['after'] : 0;
        $isLine = $text !== '' && strlen($text) <= self::LONGEST && strlen($mark) <= 40;
        match (true) {
            $do === 'join' && $me === '' => $this->join($uniqId, $field('name'), $field('key'), $again),
            $me === '' => null,
            $do === 'who' => $this->who($uniqId, $me),
            $do === 'enter' => $this->enter($uniqId, $room, $me, $again || $isIn),
            $do === 'history' && $isIn => NetBus::singleCast(
                $uniqId,
                self::json('lines', room: $room, lines: $this->lines->after($room, $after))
            ),
            $do === 'leave' && $isIn && $room !== self::LOBBY => $this->leave($uniqId, $room, $me),
            $do === 'say' && $isIn && $isLine => NetBus::topicPublish(
                $room,
                self::json('said', room: $room, line: $this->lines->add($room, $me, $text, $mark))
            ),
            $do === 'tell' && $isLine => NetBus::multicastByCustomerId(
                array_unique([$to, $me]),
                self::json('told', to: $to, name: $me, text: $text, mark: $mark)
            ),
            $do === 'got' && $to !== '' && strlen($mark) <= 40 => NetBus::singleCastByCustomerId(
                $to,
                self::json('got', name: $me, mark: $mark)
            ),
            $do === 'typing' && $isIn => NetBus::topicPublish($room, self::json('typing', room: $room, name: $me)),
            $do === 'typing' && $to !== '' => NetBus::singleCastByCustomerId($to, self::json('typing', name: $me)),
            default => null,
        };
    }

    public function onClose(ConnClose $connClose): void
    {
        // The same person may be in the room with another window.
        $name = $connClose->getCustomerId();
        $windows = $name === '' ? [] : NetBus::connInfoByCustomerId($name)[$name] ?? [];
        foreach (array_diff(iterator_to_array($connClose->getTopics()), ...array_column($windows, 'topics')) as $room) {
            NetBus::topicPublish($room, self::json('left', room: $room, name: $name));
        }
    }

    private function join(string $uniqId, string $name, string $key, bool $again): void
    {
        if (!preg_match(self::NAME, $name) || strlen($key) < 16 || strlen($key) > 100) {
            NetBus::singleCast($uniqId, self::json('refused', why: 'name', name: $name));
            return;
        }
        $holders = self::holders($name, array_merge(...array_column(NetBus::customerIdList(), 'customerIds')));
        $others = array_filter($holders, static fn(array $holder): bool => $holder['key'] !== $key);
        if ($others !== []) {
            NetBus::singleCast($uniqId, self::json('refused', why: 'taken', name: current($others)['name']));
            return;
        }
        // Another window of the same person: the name is taken since that one came.
        $since = min([microtime(true), ...array_column($holders, 'since')]);
        $person = new ConnInfoUpdate(['uniqId' => $uniqId, 'newCustomerId' => $name]);
        $person->setNewSession(sprintf('%.6F %s', $since, $key));
        NetBus::connInfoUpdate($person->setData(self::json('welcome', name: $name)));
        $this->enter($uniqId, self::LOBBY, $name, $again);
    }

    /**
     * The windows in which somebody has this name, or one that differs in capitals alone.
     *
     * @param list<string> $names of all who are there
     * @return list<array{uniqId: string, name: string, since: float, key: string}>
     */
    private static function holders(string $name, array $names): array
    {
        $alike = preg_grep('~^' . preg_quote($name, '~') . '$~Diu', $names);
        $holders = [];
        foreach (NetBus::connInfoByCustomerId(array_values(array_unique([$name, ...$alike]))) as $other => $windows) {
            foreach ($windows as ['uniqId' => $uniqId, 'session' => $session]) {
                [$since, $key] = explode(' ', $session, 2) + ['', ''];
                $holders[] = ['uniqId' => $uniqId, 'name' => (string)$other, 'since' => (float)$since, 'key' => $key];
            }
        }
        return $holders;
    }

    /**
     * Two processes may let in two people with one name at the same moment: neither sees the other one yet. And while a
     * gateway is down nobody knows who is there. Whoever came first keeps the name; all processes agree on that.
     */
    private static function settle(string $me, array $names): void
    {
        $holders = self::holders($me, $names);
        usort($holders, static fn(array $a, array $b): int => [$a['since'], $a['key']] <=> [$b['since'], $b['key']]);
        foreach ($holders as ['uniqId' => $uniqId, 'key' => $key]) {
            if ($key !== $holders[0]['key']) {
                NetBus::forceOffline($uniqId, self::json('refused', why: 'taken', name: $holders[0]['name']));
            }
        }
    }

    private function enter(string $uniqId, string $room, string $name, bool $again): void
    {
        if (!preg_match(self::NAME, $room)) {
            NetBus::singleCast($uniqId, self::json('refused', why: 'room', name: $room));
            return;
        }
        // The command itself says when the client is inside. Only then does the page ask for the last lines: what is
        // said from now on reaches it, what was said before has been kept.
        NetBus::topicSubscribe($uniqId, $room, self::json('inside', room: $room));
        NetBus::topicPublish($room, self::json('entered', room: $room, name: $name, again: $again));
        self::tellOthers($room);
    }

    private function leave(string $uniqId, string $room, string $name): void
    {
        // Who leaves is told by the command itself: a gateway 8.x may work on a publication after what was sent later.
        $left = self::json('left', room: $room, name: $name);
        NetBus::topicUnsubscribe($uniqId, $room, $left);
        NetBus::topicPublish($room, $left);
        self::tellOthers($room);
    }

    /** Whoever is not in that room sees who is, too. */
    private static function tellOthers(string $room): void
    {
        if ($room !== self::LOBBY) {
            NetBus::topicPublish(self::LOBBY, self::json('rooms'));
        }
    }

    private function who(string $uniqId, string $me): void
    {
        $rooms = [];
        $topics = array_merge(...array_column(NetBus::topicList(), 'topics'));
        foreach (NetBus::topicCustomerIdList(preg_grep(self::NAME, $topics)) as $gateway) {
            foreach ($gateway['items'] as ['topic' => $room, 'customerIds' => $names]) {
                $rooms[$room] = [...$rooms[$room] ?? [], ...$names];
            }
        }
        NetBus::singleCast($uniqId, self::json('who', rooms: (object)$rooms));
        self::settle($me, $rooms[self::LOBBY] ?? []);
    }

    private static function json(string $is, mixed ...$fields): string
    {
        return json_encode(['is' => $is, 'at' => time(), ...$fields], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE);
    }
}
