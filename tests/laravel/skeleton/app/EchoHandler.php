<?php
declare(strict_types=1);

namespace App;

use ArrayObject;
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
    private static string $kept = '';

    public function __construct(private Repository $config)
    {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        NetBus::singleCast($connOpen->getUniqId(), 'welcome to ' . $this->config->get('app.name'));
    }

    public function onMessage(Transfer $transfer): void
    {
        if (str_starts_with($transfer->getData(), 'first use?')) {
            app()->scopedIf('used', static fn(): ArrayObject => new ArrayObject());
            NetBus::singleCast($transfer->getUniqId(), count(app('used')) === 0 ? 'yes' : 'no');
            app('used')->append($transfer->getData());
            if (str_ends_with($transfer->getData(), 'fail')) {
                throw new RuntimeException('not to be reported');
            }
            return;
        }
        if (str_starts_with($transfer->getData(), 'fail')) {
            throw new RuntimeException('asked to ' . $transfer->getData());
        }
        if ($transfer->getData() === 'grow') {
            self::$kept .= str_repeat('x', 64 << 20);
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
