<?php
/*
 * `php think netsvr:make-handler Chat`: writes app/netsvr/Chat.php, a handler for `netsvr:work` that echoes.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Console;

use think\console\command\Make;

class MakeHandlerCommand extends Make
{
    /** @var string what its messages call it */
    protected $type = 'Handler';

    protected function configure(): void
    {
        parent::configure();
        $this->setName('netsvr:make-handler')
            ->setDescription('Write a class that handles what websocket clients do, for netsvr:work');
    }

    protected function getStub(): string
    {
        return dirname(__DIR__, 3) . '/resources/thinkphp/handler.stub';
    }

    protected function getNamespace(string $app): string
    {
        return parent::getNamespace($app) . '\\netsvr';
    }
}
