<?php
/*
 * Takes the callbacks of gateways 8.x, for the class that callbacks.handler of config/netsvr.php names. Global middleware of
 * the project runs before it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp;

use NetsvrBusiness\Support\CallbackAnswer;
use NetsvrBusiness\Support\CallbackEndpoint;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\CallbackSecret;
use think\App;
use think\exception\Handle;
use think\Request;
use think\Response;
use Throwable;
use UnexpectedValueException;

class CallbackController
{
    public function __construct(private readonly App $app, private readonly Request $request)
    {
    }

    public function open(): Response
    {
        $began = (float)$this->request->time(true);
        return $this->response($this->endpoint()->open($this->authorization(), $this->request->getInput(), $began));
    }

    public function close(): Response
    {
        return $this->response($this->endpoint()->close($this->authorization(), $this->request->getInput()));
    }

    private function endpoint(): CallbackEndpoint
    {
        $config = $this->app->config->get('netsvr.callbacks');
        return new CallbackEndpoint(
            function () use ($config): Callbacks {
                $handler = $this->app->make($config['handler']);
                return $handler instanceof Callbacks ? $handler : throw new UnexpectedValueException(
                    sprintf('netsvr: callbacks.handler: %s does not implement %s', get_debug_type($handler), Callbacks::class)
                );
            },
            new CallbackSecret($config['secret']),
            $this->app->make(Logger::class),
            (float)$config['budget'],
            report: fn(Throwable $thrown) => $this->app->make(Handle::class)->report($thrown)
        );
    }

    private function authorization(): string
    {
        return (string)$this->request->header('authorization');
    }

    private function response(CallbackAnswer $answer): Response
    {
        return Response::create($answer->body, 'html', $answer->status)->header($answer->headers);
    }
}
