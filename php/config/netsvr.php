<?php
/*
 * How this application finds its netsvr gateways. Publish it with
 *
 *     php artisan vendor:publish --tag=netsvr-config
 *
 * if the environment variables are not enough.
 */

return [
    /*
     * The worker addresses of the gateways, host:port, separated by commas or as a list. They have to be the
     * addresses that the gateways have in their own configuration: a client's uniqId begins with its gateway's.
     */
    'worker_addrs' => env('NETSVR_WORKER_ADDRS', '127.0.0.1:6061'),

    /*
     * Where the same gateways take commands, for netsvr.api = 8; null: at the port behind the worker port. With
     * netsvr.api = 4 the extension finds it by the worker address: netsvr.gateway and netsvr.task_addrs in php.ini.
     */
    'task_addrs' => env('NETSVR_TASK_ADDRS'),

    /* Seconds: for connecting; for sending and, in a query, the answer together. */
    'connect_timeout' => env('NETSVR_CONNECT_TIMEOUT', 5),
    'send_receive_timeout' => env('NETSVR_SEND_RECEIVE_TIMEOUT', 5),

    /* Seconds without use after which a connection is made anew: less than the ReadDeadline of the gateway (120). */
    'max_idle_time' => env('NETSVR_MAX_IDLE_TIME', 117),

    /*
     * The channel of config/logging.php that is told about connections, and about messages that could not be
     * sent; null: the default channel.
     */
    'log_channel' => env('NETSVR_LOG_CHANNEL'),

    /*
     * The applications whose clients are at the gateways: this one first, then those that its netsvr:work serves, too.
     * `key` and `secret` are what the front end and the signatures have; `id` stands in the names of topics. What is left
     * out of the first is derived from APP_KEY. `encryption_key`, the base64 of 32 bytes, is for encrypted channels.
     * `client_events`: who may send them (whisper): members, or none. `customer_prefix` stands before a user's id in the
     * customerId, for applications whose users have the same ids; all but the first have to say it, '' if need be.
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

    /* Stands before the application's id in the names of topics: keeps clients to the topics of channels. */
    'prefix' => env('NETSVR_PREFIX', 'laravel:'),

    /* What clients speak: pusher (Laravel Echo, pusher-js), or json, a smaller dialect of this package's own. */
    'dialect' => env('NETSVR_DIALECT', 'pusher'),

    /*
     * How many channels a connection may subscribe to; 0: any number. Gateways hand on the names of all of them with each
     * message of the client.
     */
    'max_channels' => env('NETSVR_MAX_CHANNELS', 1000),

    /*
     * Seconds without a message after which a client asks whether the connection is alive: at most half of what the
     * gateway waits for a client (HeartbeatInterval or ReadDeadline under [Customer], 120).
     */
    'activity_timeout' => env('NETSVR_ACTIVITY_TIMEOUT', 60),

    'presence' => [
        /* The store of config/cache.php that the members of presence channels live in; null: the default one. */
        'store' => env('NETSVR_PRESENCE_STORE'),

        /* Seconds for which the clients of a gateway that does not answer stay members, while another one answers. */
        'grace' => env('NETSVR_PRESENCE_GRACE', 3),
    ],

    'ticket' => [
        /* The store of config/cache.php that keeps which tickets have been used; null: the default one. */
        'store' => env('NETSVR_TICKET_STORE'),
    ],

    /* What `php artisan netsvr:work` does with what clients send. */
    'work' => [
        /*
         * A class that implements NetsvrBusiness\Contract\EventInterface; the container makes it. null: what speaks
         * the dialect above, and lets clients subscribe to broadcasting channels.
         */
        'handler' => env('NETSVR_HANDLER'),

        /* The events that the gateways are asked for: open, close, message. */
        'events' => env('NETSVR_EVENTS', 'open,close,message'),

        /* Seconds between heartbeats: less than the ReadDeadline of the gateway (120). */
        'heartbeat_interval' => env('NETSVR_HEARTBEAT_INTERVAL', 45),

        /* HeartbeatMessage under [Worker] in the gateway's configuration. */
        'heartbeat_message' => env('NETSVR_HEARTBEAT_MESSAGE', '~6YOt5rW35piO~'),

        /*
         * How many commands of this process a gateway carries out at a time. With more than 1, messages that a handler
         * sends may overtake each other.
         */
        'process_cmd_goroutine_num' => env('NETSVR_PROCESS_CMD_GOROUTINE_NUM', 1),

        /*
         * Clients that nobody heard, because no process was registered at their gateway for a while: whether those that
         * wait are greeted, and those that were connected before are dropped to come back, within so many seconds.
         */
        'gap' => [
            'repair' => env('NETSVR_GAP_REPAIR', true),
            'window' => env('NETSVR_GAP_WINDOW', 10),
        ],
    ],

    /*
     * What Laravel's health route (/up, Laravel 11 and newer) asks the gateways:
     *   off   nothing
     *   any   it fails when none of them answers
     *   all   it fails when one of them does not
     * Where a probe of that route restarts the application, off is the right one: a restart brings no gateway back.
     */
    'health' => env('NETSVR_HEALTH', 'any'),

    /* Seconds for all answers together. */
    'health_timeout' => env('NETSVR_HEALTH_TIMEOUT', 1),

    /*
     * The keys of the extension, as php.ini has them under "netsvr."; netsvr.ini in its repository describes them. What is
     * null keeps the value of php.ini. Set when the application boots; a value that a key does not take is an exception.
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
        'log_level' => env('NETSVR_INI_LOG_LEVEL'),
        'gateway' => env('NETSVR_INI_GATEWAY'),
        'task_addrs' => env('NETSVR_INI_TASK_ADDRS'),
        'coalesce' => env('NETSVR_INI_COALESCE'),

        /*
         * PHP reads these four when it starts, so php.ini has to have them. What stands here is compared with it: another
         * value is an exception that says so.
         */
        'api' => env('NETSVR_INI_API'),
        'functions' => env('NETSVR_INI_FUNCTIONS'),
        'persistent' => env('NETSVR_INI_PERSISTENT'),
        'shared' => env('NETSVR_INI_SHARED'),
    ],

    /* What the gateways (8.x) ask over HTTP: whom Netsvr::callbacks() in a file of routes/ makes routes for. */
    'callbacks' => [
        /*
         * What a gateway has to show, as the password in the URLs of its configuration; `php artisan netsvr:secret`
         * makes it. Several, separated by commas, hold all. Without one every callback is refused.
         */
        'secret' => env('NETSVR_CALLBACK_SECRET'),

        /* Seconds for an answer: less than CallbackApiDeadline of the gateway. */
        'budget' => env('NETSVR_CALLBACK_BUDGET', 2.5),

        /* Seconds after which GreetAndClaim throws a client out that no user has claimed. */
        'claim_within' => env('NETSVR_CLAIM_WITHIN', 30),
    ],
];
