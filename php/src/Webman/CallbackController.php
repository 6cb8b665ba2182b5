<?php
/*
 * Takes the callbacks of the gateways in Webman's HTTP processes, for the class that callbacks.handler of the plugin's
 * configuration names. Global middleware of the project runs before it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

use NetsvrBusiness\Support\CallbackAnswer;
use NetsvrBusiness\Support\CallbackEndpoint;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\CallbackSecret;
use support\Container as WebmanContainer;
use UnexpectedValueException;
use Webman\Http\Request;
use Webman\Http\Response;
use Webman\Route;

class CallbackController
{
    /** Called by route.php of the plugin's configuration. */
    public static function routes(): void
    {
        if (isset(Plugin::config()['callbacks']['handler'])) {
            Route::post(Plugin::callbackPath('open'), [self::class, 'open']);
            Route::post(Plugin::callbackPath('close'), [self::class, 'close']);
        }
    }

    public function open(Request $request): Response
    {
        return self::response(self::endpoint()->open(self::authorization($request), $request->rawBody()));
    }

    public function close(Request $request): Response
    {
        return self::response(self::endpoint()->close(self::authorization($request), $request->rawBody()));
    }

    private static function endpoint(): CallbackEndpoint
    {
        $config = (array)(Plugin::config()['callbacks'] ?? []);
        return new CallbackEndpoint(
            static function () use ($config): Callbacks {
                $handler = WebmanContainer::get($config['handler']);
                return $handler instanceof Callbacks ? $handler : throw new UnexpectedValueException(
                    sprintf('callbacks.handler: %s does not implement %s', get_debug_type($handler), Callbacks::class)
                );
            },
            new CallbackSecret($config['secret'] ?? null),
            Plugin::logger(),
            (float)($config['budget'] ?? CallbackEndpoint::BUDGET)
        );
    }

    private static function authorization(Request $request): string
    {
        return (string)$request->header('authorization');
    }

    private static function response(CallbackAnswer $answer): Response
    {
        return new Response($answer->status, $answer->headers, $answer->body);
    }
}
