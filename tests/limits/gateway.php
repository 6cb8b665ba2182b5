<?php
/*
 * A gateway that answers with much, sends events as soon as it is registered at, and keeps nothing. With the word
 * "closing" it closes in the middle of each answer, with "announcing" its answers are longer than what comes of them,
 * with "several" it stands for several gateways, at 127.0.0.1 and the addresses behind it, whose answers are short.
 * Prints its address; ends when its standard input does.
 */
declare(strict_types=1);

use Netsvr\Cmd;
use Netsvr\ConnInfoByCustomerIdResp;
use Netsvr\ConnInfoByCustomerIdRespItem;
use Netsvr\ConnInfoByCustomerIdRespItems;
use Netsvr\ConnInfoResp;
use Netsvr\ConnInfoRespItem;
use Netsvr\MetricsResp;
use Netsvr\MetricsRespItem;
use Netsvr\TopicUniqIdCountResp;
use Netsvr\UniqIdListResp;
use NetsvrTests\Support\Frames;
use NetsvrTests\Support\GatewayFrames;

require __DIR__ . '/../support/autoload.php';

const SEVERAL = 8;

/** @return list<string> ids of clients, or whatever else is to be many */
function many(int $count, string $format): array
{
    return array_map(static fn(int $number): string => sprintf($format, $number), range(1, $count));
}

/** @return array<int, string> frames by command */
function answers(): array
{
    $ids = many(20_000, '7f00000117ae66000000%08x');
    $events = GatewayFrames::registration();
    for ($number = 0; $number < 300; $number++) {
        $events .= GatewayFrames::message($ids[$number], str_repeat('x', 100 * $number));
    }
    $items = [];
    foreach (array_slice($ids, 0, 4000) as $id) {
        $item = (new ConnInfoRespItem())->setCustomerId("customer of $id")->setTopics(['news', 'sports']);
        $items[$id] = $item->setSession(str_repeat('x', 200));
    }
    $bodies = [
        Cmd::UniqIdList => (new UniqIdListResp())->setUniqIds($ids),
        Cmd::TopicUniqIdCount => (new TopicUniqIdCountResp())->setItems(array_fill_keys(many(10_000, 'topic-%d'), 5)),
        Cmd::ConnInfo => (new ConnInfoResp())->setItems($items),
        Cmd::Metrics => (new MetricsResp())->setItems(array_map(
            static fn(int $item): MetricsRespItem => (new MetricsRespItem())->setItem($item)->setCount(1),
            range(1, 30_000)
        )),
    ];
    $answers = [Cmd::Register => $events . GatewayFrames::message($ids[0], 'the last')];
    foreach ($bodies as $command => $body) {
        $answers[$command] = Frames::pack($command, $body->serializeToString());
    }
    return $answers;
}

/** 16,000 bytes that become 8,000 arrays. @return array<int, string> by command */
function records(): array
{
    $connections = array_fill(0, 8000, new ConnInfoByCustomerIdRespItem());
    $items = (new ConnInfoByCustomerIdRespItems())->setItems($connections);
    $body = (new ConnInfoByCustomerIdResp())->setItems(['ann' => $items]);
    return [Cmd::ConnInfoByCustomerId => Frames::pack(Cmd::ConnInfoByCustomerId, $body->serializeToString())];
}

/**
 * Lengths with nothing behind them, and frames of which others hold the beginning.
 *
 * @return array<int, string> by command
 */
function announcements(): array
{
    $next = Frames::pack(Cmd::UniqIdList, 'the next');
    return [
        Cmd::Register => GatewayFrames::registration() . GatewayFrames::message('ann', str_repeat('x', 9 << 20))
            . GatewayFrames::message('ann', 'the last'),
        Cmd::UniqIdCount => pack('N', 60 << 20),
        Cmd::Metrics => pack('N', 100 << 20),
        Cmd::UniqIdList => Frames::pack(Cmd::UniqIdList, str_repeat('x', 20 << 20)) . substr($next, 0, 6),
        // a field that nobody knows
        Cmd::ConnInfoByCustomerId => Frames::pack(Cmd::ConnInfoByCustomerId, "\x7a\x80\x80\x80\x06" . str_repeat('x', 12 << 20)),
        Cmd::TopicList => substr($next, 6) . substr($next, 0, 6),
    ];
}

$word = $argv[1] ?? '';
$closing = $word === 'closing';
$answers = match ($word) {
    'closing' => [],
    'announcing' => announcements(),
    'several' => records(),
    default => answers(),
};
$listeners = [stream_socket_server('tcp://127.0.0.1:0')];
$address = stream_socket_get_name($listeners[0], false);
for ($host = 2; $word === 'several' && $host <= SEVERAL; $host++) {
    $listeners[] = stream_socket_server(str_replace('127.0.0.1', "tcp://127.0.0.$host", $address));
}
echo $address, "\n";

/** @var array<int, array{stream: resource, received: string, queue: string, ends: bool}> $peers */
$peers = [];
while (true) {
    $read = [STDIN, ...$listeners, ...array_column($peers, 'stream')];
    $write = array_column(array_filter($peers, static fn(array $peer): bool => $peer['queue'] !== ''), 'stream');
    $except = null;
    if (stream_select($read, $write, $except, 10) === false || in_array(STDIN, $read, true)) {
        exit;
    }
    foreach ($listeners as $listener) {
        if (in_array($listener, $read, true) && ($stream = @stream_socket_accept($listener, 0)) !== false) {
            stream_set_blocking($stream, false);
            $peers[(int)$stream] = ['stream' => $stream, 'received' => '', 'queue' => '', 'ends' => false];
        }
    }
    foreach ($peers as $number => &$peer) {
        if (in_array($peer['stream'], $read, true)) {
            $bytes = @fread($peer['stream'], 1 << 20);
            if ($bytes === '' || $bytes === false) {
                fclose($peer['stream']);
                unset($peers[$number]);
                continue;
            }
            $peer['received'] .= $bytes;
            while (($frame = Frames::take($peer['received'])) !== null) {
                if ($closing) {
                    fwrite($peer['stream'], "\0\0");
                    fclose($peer['stream']);
                    unset($peers[$number]);
                    continue 2;
                }
                if (Frames::isRequest($frame)) {
                    // the announcement that nothing comes behind
                    $peer['ends'] = $word === 'announcing' && Frames::cmd($frame) === Cmd::UniqIdCount;
                    $peer['queue'] .= $answers[Frames::cmd($frame)] ?? Frames::pack(Frames::cmd($frame), '');
                }
            }
        }
        if ($peer['queue'] !== '') {
            $peer['queue'] = substr($peer['queue'], (int)@fwrite($peer['stream'], $peer['queue']));
        }
        if ($peer['ends'] && $peer['queue'] === '') {
            fclose($peer['stream']);
            unset($peers[$number]);
        }
    }
    unset($peer);
}
