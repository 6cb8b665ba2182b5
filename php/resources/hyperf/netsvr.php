<?php
/*
 * The gateways of this application. The keys are those of netsvr-business-coroutine: its file works as it is, with
 * Netsvr\Event for NetsvrProtocol\Event.
 */
declare(strict_types=1);

use Netsvr\Event;

use function Hyperf\Support\env;

return [
    /* One entry for each gateway. An entry may have any of the keys below for itself alone, but for the pool's and the handlers'. */
    'netsvr' => [
        [
            /*
             * ListenAddress under [Worker] in the gateway's configuration, exactly as it is there: a client's uniqId begins
             * with the address of its gateway.
             */
            'workerAddr' => (string)env('NETSVR_WORKER_ADDR', '127.0.0.1:6061'),

            /*
             * How many goroutines of the gateway carry out the commands of a process. With more than 1, messages of a handler
             * may overtake each other.
             */
            'processCmdGoroutineNum' => 1,

            /* What the gateway forwards to App\Event. */
            'events' => Event::OnOpen | Event::OnClose | Event::OnMessage,
        ],
    ],

    /* Seconds for sending and, in a query, for the answer: both together. Seconds for connecting. */
    'sendReceiveTimeout' => 5,
    'connectTimeout' => 5,

    /* HeartbeatMessage under [Worker] in the gateway's configuration, and milliseconds between heartbeats. */
    'workerHeartbeatMessage' => '~6YOt5rW35piO~',
    'heartbeatIntervalMillisecond' => 25 * 1000,

    /* How many connections a process opens to one gateway for its coroutines, and milliseconds to wait for a free one. */
    'taskSocketPoolMaxConnections' => 25,
    'taskSocketPoolWaitTimeoutMillisecond' => 3000,

    /* How many events a process handles at the same time, each in a coroutine of its own. */
    'handlersAtOnce' => 100,

    /* Whether the events of one client are handled one after the other, as the gateway sent them. */
    'handlersInOrder' => true,
];
