<?php
/*
 * Answers with what it finds of the events before it, and leaves behind what a handler can leave behind. `fail` throws.
 */
declare(strict_types=1);

namespace app\netsvr;

use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;
use RuntimeException;
use think\App;

class Probe implements EventInterface
{
    private array $own = [];

    public function __construct(private App $app, private Seen $seen)
    {
    }

    public function onOpen(ConnOpen $connOpen): void
    {
        NetBus::singleCast($connOpen->getUniqId(), 'Welcome.');
    }

    public function onMessage(Transfer $transfer): void
    {
        $said = $transfer->getData();
        if ($said === 'fail') {
            throw new RuntimeException('the probe fails');
        }
        if ($said === 'warn') {
            $nothing = [];
            $nothing['key'];
        }
        if ($said === 'quiet') {
            $this->app->make('log')->close();
        }
        if ($said === 'transaction') {
            $this->app->make('db')->startTrans();
            $this->app->make('db')->execute('INSERT INTO words (word) VALUES (?)', ['lost']);
        }
        if ($said === 'count') {
            NetBus::singleCast($transfer->getUniqId(), (string)$this->app->make('db')->table('words')->count());
            return;
        }
        $request = $this->app->make('request');
        $lang = $this->app->make('lang');
        NetBus::singleCast($transfer->getUniqId(), json_encode([
            'own' => $this->own,
            'seen' => $this->seen->words,
            'request' => $request->get('word'),
            // of app.url, in the real one
            'host' => method_exists($request, 'host') ? $request->host() : 'shop.example',
            'language' => $lang->getLangSet(),
            'zone' => date_default_timezone_get(),
            'bound' => $this->app->exists('made.by.hand'),
            'pid' => getmypid(),
        ]));
        $this->own[] = $said;
        $this->seen->words[] = $said;
        $request->withGet(['word' => $said]);
        $lang->setLangSet('en-us');
        date_default_timezone_set('Europe/Berlin');
        $this->app->instance('made.by.hand', new Seen());
    }

    public function onClose(ConnClose $connClose): void
    {
    }
}
