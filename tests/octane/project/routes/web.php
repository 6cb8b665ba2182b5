<?php
use App\Paid;
use App\Shipped;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\Notification;
use Illuminate\Support\Facades\Route;
use Laravel\Octane\Facades\Octane;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Stats;

Route::get('/pid', fn() => ['pid' => getmypid()]);
Route::get('/push', function (Request $request) {
    NetBus::singleCast($request->input('to'), $request->input('text'));
    return ['pid' => getmypid()];
});
Route::get('/me', fn(Request $request) => ['user' => $request->user()?->id, 'pid' => getmypid()]);
Route::get('/online', fn(Request $request) => [
    'asked' => $request->input('id'),
    'online' => NetBus::checkOnline([$request->input('id')]),
    'pid' => getmypid(),
]);
Route::get('/count', fn() => ['count' => array_sum(array_column(NetBus::uniqIdCount(), 'count')), 'pid' => getmypid()]);
Route::get('/broadcast', function (Request $request) {
    broadcast(new Paid($request->input('order')));
    return ['pid' => getmypid()];
});
Route::get('/others', function (Request $request) {
    broadcast(new Paid($request->input('order')))->toOthers();
    return ['pid' => getmypid()];
});
Route::get('/on', function (Request $request) {
    Broadcast::on($request->input('channel'))->via('netsvr')->as('said')->with(['text' => $request->input('text')])->sendNow();
    return ['pid' => getmypid()];
});
Route::get('/notify', function (Request $request) {
    Notification::route('netsvr', $request->input('user'))->notify(new Shipped($request->input('order')));
    return ['pid' => getmypid()];
});
Route::get('/concurrently', fn() => Octane::concurrently([
    fn() => [getmypid(), array_sum(array_column(NetBus::uniqIdCount(), 'count'))],
    fn() => [getmypid(), array_sum(array_column(NetBus::uniqIdCount(), 'count'))],
], 20_000));
Route::get('/container', fn() => [
    'sockets' => spl_object_id(app(TaskSocketMangerInterface::class)),
    'ofNetBus' => spl_object_id(Container::getInstance()->get(TaskSocketMangerInterface::class)),
    'container' => spl_object_id(Container::getInstance()),
    'isOfTheRequest' => Container::getInstance() === app(),
]);
Route::get('/ini', function (Request $request) {
    $request->has('set') && ini_set('netsvr.on_send_failure', $request->input('set'));
    return array_map(ini_get(...), ['on_send_failure' => 'netsvr.on_send_failure', 'text_check' => 'netsvr.text_check']);
});
Route::get('/throw', function () {
    NetBus::broadcast('before');
    throw new RuntimeException('away');
});
Route::get('/dd', function () {
    dd(NetBus::uniqIdCount());
});
Route::get('/exit', fn() => exit('left'));
Route::get('/flush', fn() => [NetBus::broadcast('flushed'), NetBus::flush(5)]);
Route::get('/memory', fn() => ['memory' => memory_get_usage(), 'descriptors' => count(scandir('/proc/self/fd'))]);
Route::get('/pool', fn() => Stats::pool());
