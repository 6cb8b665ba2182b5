<?php
/*
 * Several requests to one kernel, as in a worker: each argument is a path; prints status and body of each in a line. At
 * "reboot" the kernel is shut down and booted again.
 */
use App\Kernel;
use Symfony\Component\Dotenv\Dotenv;
use Symfony\Component\HttpFoundation\Request;

require __DIR__ . '/vendor/autoload.php';

(new Dotenv())->bootEnv(__DIR__ . '/.env');
$kernel = new Kernel($_SERVER['APP_ENV'], (bool)$_SERVER['APP_DEBUG']);
foreach (array_slice($argv, 1) as $path) {
    if ($path === 'reboot') {
        $kernel->shutdown();
        continue;
    }
    $request = Request::create($path);
    $response = $kernel->handle($request);
    echo $response->getStatusCode(), ' ', $response->getContent(), "\n";
    $kernel->terminate($request, $response);
}
