<?php
/*
 * Shows in the page what PHP does: stands between the gateway and a handler, and publishes for each event what it was,
 * which process handled it, how long that took and how many frames it sent. For demonstrations: all who watch see it.
 */
declare(strict_types=1);

use Netsvr\{ConnClose, ConnOpen, Transfer};
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\{NetBus, Stats};

final class Pane implements EventInterface
{
    /** Who watches follows this topic. No room can have this name. */
    private const TOPIC = '~pane';
    /** What is published while a gateway breaks down may be lost. */
    private const AGAIN_SECONDS = 5;

    public function __construct(
        private readonly EventInterface $handler,
        private readonly string $process,
        private readonly string $gateway,
    ) {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        $this->show('onOpen', '', $connOpen->getRemoteAddr(), fn() => $this->handler->onOpen($connOpen));
    }

    public function onMessage(Transfer $transfer): void
    {
        $message = json_decode($transfer->getData(), true);
        if (($message['do'] ?? '') === 'watch') {
            NetBus::topicSubscribe($transfer->getUniqId(), self::TOPIC, self::state($this->process));
            return;
        }
        $payload = self::short(is_array($message) ? $message : []);
        $this->show('onMessage', $transfer->getCustomerId(), $payload, fn() => $this->handler->onMessage($transfer));
    }

    public function onClose(ConnClose $connClose): void
    {
        $topics = preg_grep('/^~/', iterator_to_array($connClose->getTopics()), PREG_GREP_INVERT);
        $rooms = implode(', ', array_map(static fn(string $room): string => "#$room", $topics));
        $this->show('onClose', $connClose->getCustomerId(), $rooms, fn() => $this->handler->onClose($connClose));
    }

    /** Tells those who watch which gateways are there: when that changes, and again after a while. Called twice a second. */
    public static function gateways(string $process): void
    {
        static $last = '', $at = 0;
        $now = self::state($process);
        if ($now !== $last || time() - $at >= self::AGAIN_SECONDS) {
            NetBus::topicPublish(self::TOPIC, $now);
            [$last, $at] = [$now, time()];
        }
    }

    private function show(string $event, string $name, string $payload, Closure $handle): void
    {
        [$frames, $from] = [self::frames(), hrtime(true)];
        try {
            $handle();
        } finally {
            $took = (hrtime(true) - $from) / 1e6;
            NetBus::topicPublish(self::TOPIC, json_encode([
                'is' => 'event', 'at' => time(), 'event' => $event, 'name' => $name, 'payload' => $payload,
                'process' => $this->process, 'pid' => getmypid(), 'gateway' => $this->gateway,
                'ms' => round($took, 2), 'frames' => self::frames() - $frames,
            ], JSON_THROW_ON_ERROR | JSON_UNESCAPED_UNICODE | JSON_INVALID_UTF8_SUBSTITUTE));
        }
    }

    /** A message in a few words. What not everybody may read is left out: the key, and what is not said in the lobby. */
    private static function short(array $message): string
    {
        $field = static fn(string $key): string => is_string($message[$key] ?? null) ? $message[$key] : '';
        $text = $field('room') === Handler::LOBBY ? preg_replace('~^(.{24}).+~us', '$1…', $field('text')) : '…';
        return preg_replace('~^(.{90}).+~us', '$1…', implode(' ', array_filter([
            $field('do'),
            $field('room') === '' ? '' : '#' . $field('room'),
            $field('to') === '' ? '' : '→ ' . $field('to'),
            $field('do') === 'join' ? $field('name') : '',
            $field('text') === '' ? '' : "“{$text}”",
        ])));
    }

    /** Which gateways forward their events to this process. */
    private static function state(string $process): string
    {
        $registered = array_column(Stats::get(), 'registeredMainSockets', 'workerAddr');
        $up = array_map('boolval', $registered);
        return json_encode(['is' => 'gateways', 'process' => $process, 'pid' => getmypid(), 'up' => $up]);
    }

    /** Frames that this process has sent to all gateways. */
    private static function frames(): int
    {
        return array_sum(array_column(Stats::get(), 'sentFrames'));
    }
}
