<?php
/*
 * The settings of netsvr in this application. If the environment variables are not enough, publish this file with
 *
 *     php artisan vendor:publish --tag=netsvr-config
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

    /*
     * The channel of config/logging.php for connections, and for messages that could not be sent; null: the default
     * channel.
     */
    'log_channel' => env('NETSVR_LOG_CHANNEL'),

    /*
     * The applications whose clients are at the gateways: this one first, then the others that its netsvr:work serves.
     * The front end uses `key`, the signatures use `secret`, and the names of topics contain `id`. If one of them is missing
     * in the first application, it is derived from APP_KEY. `encryption_key`, the base64 of 32 bytes, is for encrypted
     * channels. `client_events` says who may send client events (whisper): members, or none. `customer_prefix` is the prefix
     * of user ids in customerIds, for applications whose users have the same ids. All applications but the first must set
     * it, at least to ''.
     */
    'apps' => [
        [
            'id' => env('NETSVR_APP_ID', env('REVERB_APP_ID', env('PUSHER_APP_ID'))),
            'key' => env('NETSVR_APP_KEY', env('REVERB_APP_KEY', env('PUSHER_APP_KEY'))),
            'secret' => env('NETSVR_APP_SECRET', env('REVERB_APP_SECRET', env('PUSHER_APP_SECRET'))),
            'encryption_key' => env('NETSVR_ENCRYPTION_KEY'),
            'client_events' => env('NETSVR_CLIENT_EVENTS', 'members'),
            'customer_prefix' => env('NETSVR_CUSTOMER_PREFIX'),
        ],
    ],

    /* Prefix of the application's id in the names of topics. It limits clients to the topics of channels. */
    'prefix' => env('NETSVR_PREFIX', 'laravel:'),

    /* The protocol of the clients: pusher (Laravel Echo, pusher-js), or json, a smaller protocol of this package. */
    'dialect' => env('NETSVR_DIALECT', 'pusher'),

    /*
     * How many channels a connection may subscribe to; 0: any number. Gateways forward the names of all of them with each
     * message of the client.
     */
    'max_channels' => env('NETSVR_MAX_CHANNELS', 1000),

    /*
     * Seconds without a message after which a client checks its connection: at most half of the time for which the
     * gateway waits for a client (HeartbeatInterval or ReadDeadline under [Customer], 120).
     */
    'activity_timeout' => env('NETSVR_ACTIVITY_TIMEOUT', 60),

    'presence' => [
        /* The store of config/cache.php that holds the members of presence channels; null: the default store. */
        'store' => env('NETSVR_PRESENCE_STORE'),

        /* Seconds for which the clients of a gateway that does not answer stay members, while another one answers. */
        'grace' => env('NETSVR_PRESENCE_GRACE', 3),
    ],

    'ticket' => [
        /* The store of config/cache.php that remembers which tickets have been used; null: the default store. */
        'store' => env('NETSVR_TICKET_STORE'),
    ],

    /* How `php artisan netsvr:work` handles what clients send. */
    'work' => [
        /*
         * A class that implements NetsvrBusiness\Contract\EventInterface; the container creates it. null: the handler of
         * the dialect above, which lets clients subscribe to broadcasting channels.
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
         * A gap is a time in which no process was registered at a gateway. `repair`: greet the clients that connected
         * meanwhile, and disconnect those that were connected before, so that they connect again. `window`: within so many
         * seconds.
         */
        'gap' => [
            'repair' => env('NETSVR_GAP_REPAIR', true),
            'window' => env('NETSVR_GAP_WINDOW', 10),
        ],
    ],

    /*
     * What Laravel's health route (/up, Laravel 11 and newer) asks the gateways:
     *   off   nothing
     *   any   it fails when no gateway answers
     *   all   it fails when one gateway does not answer
     * If a probe of that route restarts the application, use off: a restart brings no gateway back.
     */
    'health' => env('NETSVR_HEALTH', 'any'),

    /* Seconds for all answers together. */
    'health_timeout' => env('NETSVR_HEALTH_TIMEOUT', 1),

    /*
     * The keys of the extension, as php.ini has them under "netsvr."; netsvr.ini in its repository describes them. null
     * keeps the value of php.ini. They are set when the application boots. A value that a key does not accept throws an
     * exception.
     */
    'ini' => [
        'max_packet_size' => env('NETSVR_INI_MAX_PACKET_SIZE'),
        'send_packet_limit' => env('NETSVR_INI_SEND_PACKET_LIMIT'),
        'max_send_buffer' => env('NETSVR_INI_MAX_SEND_BUFFER'),
        'max_receive_buffer' => env('NETSVR_INI_MAX_RECEIVE_BUFFER'),
        'handler_max_ms' => env('NETSVR_INI_HANDLER_MAX_MS'),
        'on_send_failure' => env('NETSVR_INI_ON_SEND_FAILURE'),
        'on_query_failure' => env('NETSVR_INI_ON_QUERY_FAILURE'),
        'text_check' => env('NETSVR_INI_TEXT_CHECK'),
        'start' => env('NETSVR_INI_START'),
        'reload_grace_ms' => env('NETSVR_INI_RELOAD_GRACE_MS'),
        'confirm' => env('NETSVR_INI_CONFIRM'),
        'backoff_base_ms' => env('NETSVR_INI_BACKOFF_BASE_MS'),
        'backoff_max_ms' => env('NETSVR_INI_BACKOFF_MAX_MS'),
        'timeout_backoff_ms' => env('NETSVR_INI_TIMEOUT_BACKOFF_MS'),
        'dns_ttl' => env('NETSVR_INI_DNS_TTL'),
        'coroutine' => env('NETSVR_INI_COROUTINE'),
        'pool_size' => env('NETSVR_INI_POOL_SIZE'),
        'pool_wait_ms' => env('NETSVR_INI_POOL_WAIT_MS'),
        'log_level' => env('NETSVR_INI_LOG_LEVEL'),
        'gateway' => env('NETSVR_INI_GATEWAY'),
        'task_addrs' => env('NETSVR_INI_TASK_ADDRS'),
        'coalesce' => env('NETSVR_INI_COALESCE'),

        /*
         * PHP reads these four when it starts, so set them in php.ini. A value here is compared with that of php.ini: if
         * they differ, an exception says so.
         */
        'api' => env('NETSVR_INI_API'),
        'functions' => env('NETSVR_INI_FUNCTIONS'),
        'persistent' => env('NETSVR_INI_PERSISTENT'),
        'shared' => env('NETSVR_INI_SHARED'),
    ],

    /* The HTTP callbacks of gateways 8.x. Netsvr::callbacks() in a file of routes/ makes their routes. */
    'callbacks' => [
        /*
         * The secret that a gateway has to show, as the password in the URLs of its configuration; `php artisan
         * netsvr:secret` makes it. Of several, separated by commas, each is valid. Without a secret every callback is refused.
         */
        'secret' => env('NETSVR_CALLBACK_SECRET'),

        /* Seconds for an answer: less than CallbackApiDeadline of the gateway. */
        'budget' => env('NETSVR_CALLBACK_BUDGET', 2.5),

        /* Seconds after which GreetAndClaim disconnects a client that no user has claimed. */
        'claim_within' => env('NETSVR_CLAIM_WITHIN', 30),
    ],
];
