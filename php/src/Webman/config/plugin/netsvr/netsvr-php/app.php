<?php

return [
    'enable' => true,

    /*
     * The worker addresses of the gateways, host:port, separated by commas or as a list. Write exactly the addresses
     * of the gateways' own configuration: a client's uniqId begins with the address of its gateway.
     */
    'worker_addrs' => getenv('NETSVR_WORKER_ADDRS') ?: '127.0.0.1:6061',

    /*
     * For netsvr.api = 8: where the same gateways accept commands; null: at the port after the worker port. With
     * netsvr.api = 4 the extension finds it by the worker address: netsvr.gateway and netsvr.task_addrs in php.ini.
     */
    'task_addrs' => getenv('NETSVR_TASK_ADDRS') ?: null,

    /* Seconds for connecting. Seconds for sending and, in a query, for the answer: both together. */
    'connect_timeout' => 5,
    'send_receive_timeout' => 5,

    /* Seconds without use after which the library connects again: less than the gateway's ReadDeadline (120). */
    'max_idle_time' => 117,

    /* The channel of config/log.php. */
    'log_channel' => 'default',

    'work' => [
        /*
         * A class that implements NetsvrBusiness\Contract\EventInterface. A separate process then registers at the
         * gateways, and calls this class for what clients do; `php webman netsvr:make-handler ChatHandler` writes one.
         * null: no such process, this project only pushes.
         */
        'handler' => null,

        /*
         * How many of these processes. The gateways give each event to one of them, in turn. With more than 1, two
         * messages of one client may be handled at the same time, out of order, and before its onOpen.
         */
        'count' => 1,

        /*
         * How many extra processes stand by. One of them replaces a process that a reload stops, so that nothing is lost
         * of what clients send meanwhile. 0: while the only process is replaced, no process is registered.
         */
        'stand_by' => 1,

        /* The events that the gateways forward: open, close, message. */
        'events' => 'open,close,message',

        /* Seconds between heartbeats: less than the ReadDeadline of the gateway (120). */
        'heartbeat_interval' => 45,

        /* HeartbeatMessage under [Worker] in the gateway's configuration. */
        'heartbeat_message' => '~6YOt5rW35piO~',

        /*
         * How many goroutines of a gateway carry out the commands of a process. With more than 1, messages of a handler
         * may overtake each other.
         */
        'process_cmd_goroutine_num' => 1,
    ],

    /* The HTTP callbacks of gateways 8.x: they ask whether a client may connect, and report who has gone. */
    'callbacks' => [
        /* A class that implements NetsvrBusiness\Support\Callbacks; it gets the routes. null: there are no routes. */
        'handler' => null,

        /* The routes are POST to this path and /open, /close. */
        'path' => '/netsvr',

        /*
         * The secret that a gateway has to show, as the password in the URLs of its configuration; `php webman
         * netsvr:secret` makes it. Of several, separated by commas, each is valid. Without a secret every callback is refused.
         */
        'secret' => getenv('NETSVR_CALLBACK_SECRET') ?: null,

        /* Seconds for an answer: less than CallbackApiDeadline of the gateway. */
        'budget' => 2.5,
    ],
];
