<?php
declare(strict_types=1);

namespace App;

use Illuminate\Contracts\Config\Repository;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;
use RuntimeException;

/** Answers each client; needs the container for being made. */
final class EchoHandler implements EventInterface
{
    private string $kept = '';

    public function __construct(private Repository $config)
    {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        NetBus::singleCast($connOpen->getUniqId(), 'welcome to ' . $this->config->get('app.name'));
    }

    public function onMessage(Transfer $transfer): void
    {
        if ($transfer->getData() === 'fail') {
            throw new RuntimeException('asked to fail');
        }
        if ($transfer->getData() === 'grow') {
            $this->kept .= str_repeat('x', 64 << 20);
        }
        if ($transfer->getData() === 'count') {
            // A query in the middle of an event.
            NetBus::singleCast($transfer->getUniqId(), (string)array_sum(array_column(NetBus::uniqIdCount(), 'count')));
            return;
        }
        NetBus::singleCast($transfer->getUniqId(), 'you said ' . $transfer->getData());
    }

    public function onClose(ConnClose $connClose): void
    {
        file_put_contents(storage_path('closed'), $connClose->getUniqId() . "\n", FILE_APPEND);
    }
}
