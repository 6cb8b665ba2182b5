<?php
declare(strict_types=1);

namespace App;

use Illuminate\Support\Facades\Log;
use Illuminate\Support\ServiceProvider;
use NetsvrBusiness\Container;
use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use NetsvrBusiness\TaskSocket;
use NetsvrBusiness\TaskSocketManger;

/** What users have from the README of the PHP package: everything by hand, nothing of the Composer library. */
class NetBusServiceProvider extends ServiceProvider
{
    protected array $netsvrConfig = [];

    public function __construct($app)
    {
        parent::__construct($app);
        $this->netsvrConfig = [
            'netsvr' => array_map(
                static fn(string $workerAddr): array => ['workerAddr' => $workerAddr, 'maxIdleTime' => 117],
                explode(',', (string)env('TEST_PASTED_ADDRS'))
            ),
            'sendReceiveTimeout' => 5,
            'connectTimeout' => 5,
        ];
    }

    public function register(): void
    {
        Container::setInstance($this->app);
        $this->app->singleton(TaskSocketMangerInterface::class, function () {
            $taskSocketManger = new TaskSocketManger();
            $logPrefix = sprintf('TaskSocket#%d', getmypid());
            foreach ($this->netsvrConfig['netsvr'] as $config) {
                $taskSocket = new TaskSocket(
                    $logPrefix,
                    Log::getFacadeRoot(),
                    $config['workerAddr'],
                    $this->netsvrConfig['sendReceiveTimeout'],
                    $this->netsvrConfig['connectTimeout'],
                    $config['maxIdleTime']
                );
                $taskSocketManger->addSocket($taskSocket);
            }
            return $taskSocketManger;
        });
    }
}
