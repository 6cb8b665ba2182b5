<?php

return [
    'enable' => true,

    /*
     * The worker addresses of the gateways, host:port, separated by commas or as a list. They have to be the
     * addresses that the gateways have in their own configuration: a client's uniqId begins with its gateway's.
     */
    'worker_addrs' => getenv('NETSVR_WORKER_ADDRS') ?: '127.0.0.1:6061',

    /*
     * Where the same gateways take commands, for netsvr.api = 8; null: at the port behind the worker port. With
     * netsvr.api = 4 the extension finds it by the worker address: netsvr.gateway and netsvr.task_addrs in php.ini.
     */
    'task_addrs' => getenv('NETSVR_TASK_ADDRS') ?: null,

    /* Seconds: for connecting; for sending and, in a query, the answer together. */
    'connect_timeout' => 5,
    'send_receive_timeout' => 5,

    /* Seconds without use after which a connection is made anew: less than the ReadDeadline of the gateway (120). */
    'max_idle_time' => 117,

    /* The channel of config/log.php. */
    'log_channel' => 'default',

    'work' => [
        /*
         * A class that implements NetsvrBusiness\Contract\EventInterface: then a process of its own registers at
         * the gateways and calls it for what clients do. null: no such process, this project only pushes.
         */
        'handler' => null,

        /*
         * How many of these processes. The gateways give each event to one of them, in turn: with more than 1, two
         * messages of one client are handled side by side and out of order, and before its onOpen.
         */
        'count' => 1,

        /*
         * How many processes more are started that stand by: one takes the place of a process that a reload stops, so
         * that nothing is lost which clients send meanwhile. 0: while the only process is replaced, nobody is there.
         */
        'stand_by' => 1,

        /* The events that the gateways are asked for: open, close, message. */
        'events' => 'open,close,message',

        /* Seconds between heartbeats: less than the ReadDeadline of the gateway (120). */
        'heartbeat_interval' => 45,

        /* HeartbeatMessage under [Worker] in the gateway's configuration. */
        'heartbeat_message' => '~6YOt5rW35piO~',

        /*
         * How many commands of a process a gateway carries out at a time. With more than 1, messages that a handler
         * sends may overtake each other.
         */
        'process_cmd_goroutine_num' => 1,
    ],

    /* What the gateways (8.x) ask over HTTP: whether a client may come in; and tell: who has gone. */
    'callbacks' => [
        /* A class that implements NetsvrBusiness\Support\Callbacks: then there are the routes. null: there are none. */
        'handler' => null,

        /* The routes are POST to this path and /open, /close. */
        'path' => '/netsvr',

        /*
         * What a gateway has to show, as the password in the URLs of its configuration; `php webman netsvr:secret` makes
         * it. Several, separated by commas, hold all. Without one every callback is refused.
         */
        'secret' => getenv('NETSVR_CALLBACK_SECRET') ?: null,

        /* Seconds for an answer: less than CallbackApiDeadline of the gateway. */
        'budget' => 2.5,
    ],
];
