--TEST--
What Workerman's status and connections commands print has the main sockets; Workerman itself never keeps them
--EXTENSIONS--
posix
--FILE--
<?php
require __DIR__ . '/../../support/autoload.php';

use Netsvr\Transfer;
use NetsvrBusiness\Native\ConnectionRow;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;
use NetsvrTests\Support\Business;
use NetsvrTests\Support\BusinessProcess;
use NetsvrTests\Support\DevGate;
use NetsvrTests\Support\Host;
use NetsvrTests\Support\Setup;
use Workerman\Connection\ConnectionInterface;
use Workerman\Connection\TcpConnection;
use Workerman\Worker;

Setup::endAfter(50);
Host::eachWorkerman(function (Host $host): void {
    $gateways = [DevGate::start(), DevGate::start()];
    $addrs = array_column($gateways, 'workerAddr');
    $business = Business::start(
        $host,
        $addrs,
        started: function (BusinessProcess $me) use ($addrs): void {
            // a message that cannot be sent
            $me->mainSocket($addrs[0])->send('');
            // a connection of Workerman's own, as it were
            ConnectionInterface::$statistics['connection_count']++;
            TcpConnection::$connections[7] = new ConnectionRow();
            TcpConnection::$connections[7]->id = '7';
        },
        onOpen: fn() => null,
        onMessage: function (Transfer $transfer, BusinessProcess $me): void {
            NetBus::singleCast($transfer->getUniqId(), $transfer->getData());
            if ($transfer->getData() === 'status') {
                posix_kill(getmypid(), SIGIOT);
                posix_kill(getmypid(), SIGIO);
                $me->notes['asked'] = true;
            }
        },
        tick: function (BusinessProcess $me) use ($host): void {
            if (!isset($me->notes['asked'])) {
                return;
            }
            $files = array_unique([Worker::$statusFile, Worker::$statusFile . ($host === Host::Workerman5 ? '.connection' : '')]);
            $text = implode('', array_map('file_get_contents', array_filter($files, 'is_file')));
            $has = preg_match('~^\d+\t.*?(\d+) +(\d+) +\d+ +(\d+)\s*$~m', $text, $status);
            if (!$has || !str_contains($text, 'ESTABLISHED')) {
                // the loop has not come to the signals
                return;
            }
            unset($me->notes['asked']);
            array_map('unlink', array_filter($files, 'is_file'));
            $me->report(vsprintf('%d connections, %d failed, %d requests', array_slice($status, 1)));
            preg_match_all(
                '~^\d+ +business +(main \d|7) +(\S*) +(LengthProtocol|) +(\d) +(\d) +(\w+) +(\w+) +(\d+)B +(\d+)B +ESTABLISHED +(\S*) +(\S*)~m',
                $text,
                $rows,
                PREG_SET_ORDER
            );
            foreach ($rows as $row) {
                [, $id, $transport, $protocol, $ipv4, $ipv6, $unread, , $read, $written, $local, $remote] = $row;
                $stats = array_column(Stats::get(), null, 'workerAddr')[$remote] ?? ['receivedBytes' => 0, 'sentBytes' => 0];
                $right = [$stats['receivedBytes'], $stats['sentBytes']];
                $bytes = [(int)$read, (int)$written] === $right ? 'bytes as in Stats' : "$read and $written bytes, not " . implode(' and ', $right);
                $own = preg_match('~^127\.0\.0\.1:\d+$~', $local) ? 'from a port of 127.0.0.1' : '';
                $me->report("$id: $transport $protocol, IPv4 $ipv4, IPv6 $ipv6, $unread unread, $bytes, $own to $remote");
            }
            $me->report(sprintf(
                'Workerman keeps %d connections, %d of them in its table, and counts %d requests',
                ConnectionInterface::$statistics['connection_count'],
                count(TcpConnection::$connections),
                ConnectionInterface::$statistics['total_request']
            ));
        }
    );
    $business->until('register to');
    $business->until('register to');
    $client = $gateways[1]->client();
    foreach (['hello', 'status'] as $text) {
        $client->send($text);
        $client->receive(5);
    }
    $business->printUntil('Workerman keeps');
    $client->send('status');
    $client->receive(5);
    $business->printUntil('Workerman keeps');
    $business->printStop(SIGINT);
});
?>
--EXPECT--
Workerman 4, Workerman 5
  error main send to gateway 1 failed.
  3 connections, 1 failed, 3 requests
  7:  , IPv4 1, IPv6 0, 0B unread, bytes as in Stats,  to 
  main 1: tcp LengthProtocol, IPv4 1, IPv6 0, 0B unread, bytes as in Stats, from a port of 127.0.0.1 to gateway 1
  main 2: tcp LengthProtocol, IPv4 1, IPv6 0, 0B unread, bytes as in Stats, from a port of 127.0.0.1 to gateway 2
  Workerman keeps 1 connections, 1 of them in its table, and counts 0 requests
  3 connections, 1 failed, 4 requests
  7:  , IPv4 1, IPv6 0, 0B unread, bytes as in Stats,  to 
  main 1: tcp LengthProtocol, IPv4 1, IPv6 0, 0B unread, bytes as in Stats, from a port of 127.0.0.1 to gateway 1
  main 2: tcp LengthProtocol, IPv4 1, IPv6 0, 0B unread, bytes as in Stats, from a port of 127.0.0.1 to gateway 2
  Workerman keeps 1 connections, 1 of them in its table, and counts 0 requests
  info task connect to gateway 1 ok.
  info task connect to gateway 2 ok.
  info main unregister to gateway 1 ok.
  info main unregister to gateway 2 ok.
  info main close connection gateway 1 ok.
  info main close connection gateway 2 ok.
  info task close connection gateway 1 ok.
  info task close connection gateway 2 ok.
  run() has returned
  ended: exit 0
