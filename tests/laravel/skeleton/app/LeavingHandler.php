<?php
declare(strict_types=1);

namespace App;

use ArrayObject;
use Carbon\Carbon;
use Illuminate\Auth\GenericUser;
use Illuminate\Container\Container;
use Illuminate\Log\Context\Repository as Context;
use Illuminate\Support\Facades\App;
use Illuminate\Support\Facades\Auth;
use Illuminate\Support\Facades\DB;
use Illuminate\Support\Facades\Log;
use Netsvr\ConnClose;
use Netsvr\ConnOpen;
use Netsvr\Transfer;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;
use RuntimeException;

/** Leaves everything behind that a handler can ("leave alice"), and says what it finds ("look"). */
class LeavingHandler implements EventInterface
{
    private array $own = [];

    public function onOpen(ConnOpen $connOpen): void
    {
    }

    public function onMessage(Transfer $transfer): void
    {
        app()->scopedIf('used', static fn(): ArrayObject => new ArrayObject());
        [$word, $name] = explode(' ', $transfer->getData() . ' ');
        if ($word !== 'look') {
            $this->leave($name);
        }
        if ($word === 'throw') {
            throw new RuntimeException("thrown for $name");
        }
        $answer = $word === 'look' ? json_encode($this->look(), JSON_THROW_ON_ERROR) : "left $name";
        NetBus::singleCast($transfer->getUniqId(), $answer);
    }

    public function onClose(ConnClose $connClose): void
    {
    }

    private function leave(string $name): void
    {
        $this->own[] = $name;
        app('used')->append($name);
        UsedFacade::count();

        Log::withContext(['default' => $name]);
        Log::channel('gateways')->withContext(['channel' => $name]);
        if (method_exists(Log::getFacadeRoot(), 'shareContext')) {
            Log::shareContext(['shared' => $name]);
        }
        if (class_exists(Context::class)) {
            app(Context::class)->add('context', $name)->addHidden('secret', $name);
            app()->singletonIf('holder', static fn(): object => (object)['context' => app(Context::class)]);
            app('holder')->context->add('held', $name);
        }

        App::setLocale('de');
        App::setFallbackLocale('fr');
        Carbon::setLocale('de');
        date_default_timezone_set('Asia/Tokyo');

        Auth::shouldUse('other');
        Auth::setUser(new GenericUser(['id' => $name]));
        request()->merge(['name' => $name]);
        session(['name' => $name]);

        $connection = DB::connection('written');
        $connection->statement('create table if not exists names (name text)');
        $connection->beginTransaction();
        $connection->insert('insert into names values (?)', [$name]);
        $connection->beginTransaction();
        $raw = DB::connection('raw')->getPdo();
        $raw->exec('create table if not exists names (name text)');
        $raw->beginTransaction();
        $raw->exec("insert into names values ('$name')");
        if (function_exists('Illuminate\Support\defer')) {
            \Illuminate\Support\defer(static fn() => file_put_contents(storage_path('deferred'), "$name\n", FILE_APPEND));
        }
    }

    /** @return array<string, mixed> */
    private function look(): array
    {
        $written = DB::connection('written');
        $found = [
            'query duration' => method_exists($written, 'totalQueryDuration') ? $written->totalQueryDuration() : 0,
            'own property' => $this->own,
            'scoped' => (array)app('used'),
            'facade' => (array)UsedFacade::getFacadeRoot(),
            'locale' => App::getLocale(),
            'fallback locale' => config('app.fallback_locale'),
            'translator' => app('translator')->getLocale(),
            'dates' => Carbon::getLocale(),
            'time zone' => date_default_timezone_get(),
            'default guard' => Auth::getDefaultDriver(),
            'user' => Auth::guard('other')->user()?->getAuthIdentifier(),
            'request' => request()->input('name'),
            'session' => session('name'),
            'guards kept' => (fn(): int => count($this->reboundCallbacks['request']))
                ->bindTo(app(), Container::class)(),
        ];
        Log::info('line');
        $found['log'] = $this->lastLine('laravel');
        Log::channel('gateways')->info('line');
        $found['log channel'] = $this->lastLine('gateways');
        Log::stack(['single'])->info('line');
        $found['new log stack'] = $this->lastLine('laravel');
        if (class_exists(Context::class)) {
            $found['held context'] = app('holder')->context->all();
            $found['context'] = app(Context::class)->all() + app(Context::class)->allHidden();
        }
        foreach (['written', 'raw'] as $name) {
            $connection = DB::connection($name);
            $found["$name: level"] = $connection->transactionLevel() + (int)$connection->getPdo()->inTransaction();
            $found["$name: rows"] = $connection->table('names')->count();
            $found["$name: modified"] = (fn(): bool => $this->recordsModified)->call($connection);
        }
        return $found;
    }

    private function lastLine(string $log): string
    {
        $lines = file(storage_path("logs/$log.log"));
        return substr((string)strstr((string)end($lines), 'INFO: '), 6);
    }
}
