<?php
/*
 * Takes the callbacks of the gateways; Netsvr::callbacks() makes its routes.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Callbacks;

use Illuminate\Http\Request;
use Illuminate\Http\Response;
use NetsvrBusiness\Support\CallbackAnswer;
use NetsvrBusiness\Support\Callbacks;

class CallbackController
{
    public function __construct(private readonly Endpoints $endpoints)
    {
    }

    /** @param class-string<Callbacks> $callbacks of the route */
    public function open(Request $request, string $callbacks): Response
    {
        // With php-fpm that is when a child took the request.
        $began = (float)$request->server('REQUEST_TIME_FLOAT') ?: null;
        $endpoint = $this->endpoints->of($callbacks);
        return self::response($endpoint->open(self::authorization($request), $request->getContent(), $began));
    }

    /** @param class-string<Callbacks> $callbacks of the route */
    public function close(Request $request, string $callbacks): Response
    {
        $endpoint = $this->endpoints->of($callbacks);
        return self::response($endpoint->close(self::authorization($request), $request->getContent()));
    }

    private static function authorization(Request $request): string
    {
        return (string)$request->headers->get('Authorization');
    }

    private static function response(CallbackAnswer $answer): Response
    {
        return new Response($answer->body, $answer->status, $answer->headers);
    }
}
