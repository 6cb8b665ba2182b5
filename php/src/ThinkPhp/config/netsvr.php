<?php
/*
 * The settings of netsvr in this application. `php think vendor:publish` copies this file to config/netsvr.php; leave out
 * there what you do not change. ThinkPHP's env() reads .env, and variables of the system whose names begin with PHP_.
 */

return [
    /*
     * The worker addresses of the gateways, host:port, separated by commas or as a list. Write exactly the addresses
     * of the gateways' own configuration: a client's uniqId begins with the address of its gateway.
     */
    'worker_addrs' => env('NETSVR_WORKER_ADDRS', '127.0.0.1:6061'),

    /*
     * For netsvr.api = 8: where the same gateways accept commands; null: at the port after the worker port. With
     * netsvr.api = 4 the extension finds it by the worker address: netsvr.gateway and netsvr.task_addrs in php.ini.
     */
    'task_addrs' => env('NETSVR_TASK_ADDRS'),

    /* Seconds for connecting. Seconds for sending and, in a query, for the answer: both together. */
    'connect_timeout' => env('NETSVR_CONNECT_TIMEOUT', 5),
    'send_receive_timeout' => env('NETSVR_SEND_RECEIVE_TIMEOUT', 5),

    /* Seconds without use after which the library connects again: less than the gateway's ReadDeadline (120). */
    'max_idle_time' => env('NETSVR_MAX_IDLE_TIME', 117),

    /* The channel of config/log.php; null: the one that type_channel there has for the level, or the default. */
    'log_channel' => env('NETSVR_LOG_CHANNEL'),

    /* How `php think netsvr:work` handles what clients send. */
    'work' => [
        /*
         * A class that implements NetsvrBusiness\Contract\EventInterface; the container makes it for each event.
         * `php think netsvr:make-handler Chat` writes app/netsvr/Chat.php.
         */
        'handler' => env('NETSVR_HANDLER'),

        /* The events that the gateways forward: open, close, message. */
        'events' => env('NETSVR_EVENTS', 'open,close,message'),

        /* Seconds between heartbeats: less than the ReadDeadline of the gateway (120). */
        'heartbeat_interval' => env('NETSVR_HEARTBEAT_INTERVAL', 45),

        /* HeartbeatMessage under [Worker] in the gateway's configuration. */
        'heartbeat_message' => env('NETSVR_HEARTBEAT_MESSAGE', '~6YOt5rW35piO~'),

        /*
         * How many goroutines of a gateway carry out the commands of this process. With more than 1, messages of a handler
         * may overtake each other.
         */
        'process_cmd_goroutine_num' => env('NETSVR_PROCESS_CMD_GOROUTINE_NUM', 1),

        /*
         * Names in the container, or classes. What the container makes for an event is gone after it. These are made once
         * in a process, and stay; a handler that is among them gets all events. See to it that they keep nothing of one
         * client for the next. Database, cache, log, events and configuration always stay.
         */
        'keep' => [],
    ],

    /* The HTTP callbacks of gateways 8.x: they ask whether a client may connect, and report who has gone. */
    'callbacks' => [
        /* A class that implements NetsvrBusiness\Support\Callbacks; it gets the routes. null: there are no routes. */
        'handler' => null,

        /* The routes are POST to this path and /open, /close. */
        'path' => '/netsvr',

        /*
         * The secret that a gateway has to show, as the password in the URLs of its configuration. Of several, separated by
         * commas, each is valid. Without a secret every callback is refused.
         */
        'secret' => env('NETSVR_CALLBACK_SECRET'),

        /* Seconds for an answer: less than CallbackApiDeadline of the gateway. */
        'budget' => env('NETSVR_CALLBACK_BUDGET', 2.5),
    ],

    /*
     * The keys of the extension, as php.ini has them under "netsvr.", such as 'on_send_failure' => 'throw'. They are set
     * when the application starts. A value that a key does not accept throws an exception. PHP reads api, functions,
     * persistent and shared when it starts: set these in php.ini.
     */
    'ini' => [],
];
