<?php
/*
 * drive.php KIND FILE: runs the fragment in FILE in a Laravel application; see scenes/laravel.php. Prints "done" at the end.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs\Laravel;

use App\Models\User;
use Illuminate\Foundation\Application;
use Illuminate\Http\Request;
use Illuminate\Support\Facades\Broadcast;
use Illuminate\Support\Facades\Route;
use NetsvrBusiness\Contract\EventInterface;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Callbacks;
use NetsvrTests\Laravel\Project;
use Throwable;

require dirname(__DIR__, 2) . '/laravel/autoload.php';
require __DIR__ . '/world.php';
require __DIR__ . '/exercise.php';

/** Short names that pages use without importing them. */
const NAMES = [
    'Artisan' => 'Illuminate\Support\Facades\Artisan',
    'Broadcast' => 'Illuminate\Support\Facades\Broadcast',
    'ConnectionSignature' => 'NetsvrBusiness\Support\ConnectionSignature',
    'ChatService' => 'App\Services\ChatService',
    'EndsIdleChats' => 'App\Work\EndsIdleChats',
    'Event' => 'Illuminate\Support\Facades\Event',
    'EventInterface' => 'NetsvrBusiness\Contract\EventInterface',
    'MessageFailed' => 'NetsvrBusiness\Laravel\Events\MessageFailed',
    'NetBus' => 'NetsvrBusiness\NetBus',
    'Netsvr' => 'NetsvrBusiness\Laravel\Netsvr',
    'NetsvrTicket' => 'NetsvrBusiness\Laravel\NetsvrTicket',
    'Notification' => 'Illuminate\Notifications\Notification',
    'OrderShipped' => 'App\Events\OrderShipped',
    'Order' => 'App\Models\Order',
    'Request' => 'Illuminate\Http\Request',
    'Route' => 'Illuminate\Support\Facades\Route',
    'SentFrame' => 'NetsvrBusiness\Testing\SentFrame',
    'ShouldQueue' => 'Illuminate\Contracts\Queue\ShouldQueue',
    'SocketAuthenticator' => 'App\Sockets\SocketAuthenticator',
    'SocketId' => 'NetsvrBusiness\Laravel\Broadcasting\SocketId',
    'TokenRepository' => 'App\Services\TokenRepository',
    'User' => 'App\Models\User',
];

function boot(): Application
{
    static $project = new Project();
    $app = $project->app([
        'APP_KEY' => 'base64:' . base64_encode(str_repeat('k', 32)),
        'BROADCAST_DRIVER' => 'netsvr',
        'BROADCAST_CONNECTION' => 'netsvr',
        'NETSVR_WORKER_ADDRS' => '127.0.0.1:6061,10.0.0.1:6061,10.0.0.2:6061',
        'NETSVR_APP_ID' => '100001', 'NETSVR_APP_KEY' => 'key', 'NETSVR_APP_SECRET' => 'secret',
    ]);
    // The page's test expects it in the language of the page.
    preg_match("~assertSingleCastByCustomerId\(17, '([^']+)'~", (string)file_get_contents($GLOBALS['argv'][2]), $text);
    Route::post('/orders/{id}/ship', static function (int $id) use ($text): void {
        NetBus::singleCastByCustomerId(17, $text[1]);
        event(new \App\Events\OrderShipped($id));
    });
    Broadcast::channel('orders.{id}', static fn(): bool => true);
    Broadcast::routes(['middleware' => []]);
    return $app;
}

/** The fragment as a file of its own, with the imports that it leaves out. */
function written(string $code, string $before = '', string $after = ''): string
{
    $uses = '';
    foreach (NAMES as $short => $class) {
        $isUsed = preg_match("~(?<![\\\\\\w\$>:])$short(?![\\w\\\\])~", $code) === 1;
        $isKnown = preg_match("~^\\s*use [^;]*\\b$short\\b[^;]*;|^\\s*(?:final |abstract )*class $short\\b~m", $code) === 1;
        if ($isUsed && !$isKnown) {
            $uses .= "use $class; ";
        }
    }
    // Imports come before what the fragment is put into.
    preg_match_all('~^use [^;]+;$~m', $code, $own);
    if ($before !== '') {
        $code = (string)preg_replace('~^use [^;]+;$~m', '', $code);
        $uses .= implode(' ', $own[0]);
    }
    $file = tempnam(sys_get_temp_dir(), 'netsvr-docs-');
    file_put_contents($file, "<?php\n$uses $before\n$code\n$after\n");
    register_shutdown_function(static fn(): bool => @unlink($file));
    return $file;
}

/** Names of classes that a file declares. */
function declared(string $file): array
{
    $before = get_declared_classes();
    (static function () use ($file): void {
        require $file;
    })();
    return array_values(array_diff(get_declared_classes(), $before));
}

[, $kind, $source] = $argv;
$code = (string)file_get_contents($source);

if (str_starts_with($kind, 'test')) {
    require __DIR__ . '/TestCase.php';
    $file = $kind === 'test-class'
        ? written($code)
        : written($code, 'final class DocumentTest extends Tests\TestCase { public function test_it(): void { $user = ' . User::class
            . '::make(["id" => 17, "name" => "Ann"]); $token = "secret"; $fake = NetsvrBusiness\NetBus::fake();', '} }');
    $ran = 0;
    foreach (declared($file) as $class) {
        foreach (array_filter(get_class_methods($class), static fn(string $name): bool => str_starts_with($name, 'test')) as $method) {
            $result = (new $class($method))->run();
            $problems = method_exists($result, 'errors') ? [...$result->errors(), ...$result->failures()] : [];
            foreach ($problems as $problem) {
                throw $problem->thrownException();
            }
            $ran++;
        }
    }
    $ran > 0 || exit("no test ran\n");
    exit("done\n");
}

$app = boot();
$user = User::make(['id' => 17, 'name' => 'Ann']);
if ($kind === 'view') {
    // Vite's directive needs what the front end's build makes.
    $compiled = $app->make('blade.compiler')->compileString((string)preg_replace('~@vite\([^)]*\)~', '', $code));
    $file = written('', '?>' . $compiled . '<?php');
    exec(escapeshellarg(PHP_BINARY) . ' -n -l ' . escapeshellarg($file), $said, $status);
    $status === 0 || exit(implode("\n", $said) . "\n");
    exit("done\n");
}
if ($kind === 'partial') {
    $classes = declared(written((string)preg_replace('~^(?:final )?class ~m', 'abstract class ', $code)));
    foreach ($classes as $class) {
        method_exists($class, 'periodic') && array_map($app->make(...), $class::periodic());
    }
    $classes !== [] || exit("no class\n");
    exit("done\n");
}
$before = get_declared_classes();
(static function (string $file) use ($app, $user): void {
    $request = Request::create('/');
    require $file;
})(written($code));
foreach (array_diff(get_declared_classes(), $before) as $class) {
    if ((string)(new \ReflectionClass($class))->getFileName() !== '' && str_contains((string)(new \ReflectionClass($class))->getFileName(), 'netsvr-docs-')) {
        exercise($app, $class, $user);
    }
}
echo "done\n";
