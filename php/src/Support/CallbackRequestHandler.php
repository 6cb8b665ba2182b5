<?php
/*
 * The callbacks as a handler of PSR-15, for any framework that has one. Needs psr/http-server-handler, psr/http-factory
 * and an implementation of PSR-7 and PSR-17. With Slim:
 *
 *     $app->post('/netsvr/{callback:open|close}', new CallbackRequestHandler($endpoint, $factory, $factory));
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Psr\Http\Message\ResponseFactoryInterface;
use Psr\Http\Message\ResponseInterface;
use Psr\Http\Message\ServerRequestInterface;
use Psr\Http\Message\StreamFactoryInterface;
use Psr\Http\Server\RequestHandlerInterface;

final class CallbackRequestHandler implements RequestHandlerInterface
{
    public function __construct(
        private readonly CallbackEndpoint $endpoint,
        private readonly ResponseFactoryInterface $responses,
        private readonly StreamFactoryInterface $streams
    ) {
    }

    /** Goes by the end of the path: `/open` or `/close`; anything else is 404, and all but POST is 405. */
    public function handle(ServerRequestInterface $request): ResponseInterface
    {
        $callback = basename($request->getUri()->getPath());
        if ($callback !== 'open' && $callback !== 'close') {
            return $this->responses->createResponse(404);
        }
        if ($request->getMethod() !== 'POST') {
            return $this->responses->createResponse(405)->withHeader('Allow', 'POST');
        }
        $authorization = $request->getHeaderLine('Authorization');
        $answer = $this->endpoint->$callback($authorization, (string)$request->getBody());
        $response = $this->responses->createResponse($answer->status);
        foreach ($answer->headers as $name => $value) {
            $response = $response->withHeader($name, $value);
        }
        return $response->withBody($this->streams->createStream($answer->body));
    }
}
