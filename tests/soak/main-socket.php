<?php
/*
 * Events by the million through a main socket, one in twenty of them answered: the memory of the business process
 * must stay flat.
 *
 *     php -n -d extension=posix -d extension=target/release/libnetsvr.so tests/soak/main-socket.php [EVENTS] [HOST]
 *
 * EVENTS: 1,000,000 by default. HOST: OwnLoop (default), Workerman4 or Workerman5; WORKERMAN4_DIR and
 * WORKERMAN5_DIR as for the tests. Exit status 0: flat.
 */
declare(strict_types=1);

use Netsvr\Transfer;
use NetsvrBusiness\NetBus;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\FakeGateway;
use NetsvrTests\Support\GatewayFrames;
use NetsvrTests\Support\Host;

require dirname(__DIR__) . '/support/autoload.php';

/** Of this many events one asks how large the process is. */
const ROUND = 5000;
/** Growth that is allowed after the first tenth, in KiB. */
const ALLOWED = 1024;

$events = (int)($argv[1] ?? 1_000_000);
$host = constant(Host::class . '::' . ($argv[2] ?? 'OwnLoop'));
$gateway = FakeGateway::start([[GatewayFrames::registered()], []]);
$uniqId = $gateway->uniqId();
$business = Business::start(
    $host,
    [$gateway->addr()],
    onOpen: fn() => null,
    onMessage: function (Transfer $transfer, BusinessProcess $me) use ($uniqId): void {
        $me->notes['count'] = ($me->notes['count'] ?? 0) + 1;
        if ($transfer->getData() === 'how large?') {
            $me->report(Business::rss() . ' KiB after ' . $me->notes['count']);
        } elseif ($me->notes['count'] % 20 === 0) {
            NetBus::singleCast($uniqId, $transfer->getData());
        }
    },
    onClose: fn() => null
);
$business->until('register to the gateway ok');

$round = '';
for ($i = 1; $i < ROUND; $i++) {
    $round .= match ($i % 10) {
        0 => GatewayFrames::open("client $i"),
        1 => GatewayFrames::close("client $i"),
        default => GatewayFrames::message("client $i", str_repeat('x', $i % 500)),
    };
}
$round .= GatewayFrames::message('client', 'how large?');

$start = microtime(true);
$sizes = [];
for ($sent = ROUND; $sent <= $events; $sent += ROUND) {
    $gateway->push($round);
    $lines = $business->until('KiB', 60);
    $sizes[] = (int)end($lines);
    if ($sent % max(ROUND, intdiv($events, 10)) < ROUND) {
        printf("%9d events, %d KiB\n", $sent, end($sizes));
    }
}
$growth = end($sizes) - $sizes[intdiv(count($sizes), 10)];
printf("%s: %d events in %.0f s, grown by %d KiB after the first tenth\n", $host->value, $events, microtime(true) - $start, $growth);
$business->kill();
$gateway->stop();
exit($growth <= ALLOWED ? 0 : 1);
