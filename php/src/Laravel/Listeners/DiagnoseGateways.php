<?php
/*
 * What Laravel's health route asks (Illuminate\Foundation\Events\DiagnosingHealth, Laravel 11 and newer): whether the
 * gateways answer. One small question to each of them, to all at once, over the connections that there are.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Listeners;

use Illuminate\Contracts\Config\Repository;
use InvalidArgumentException;
use NetsvrBusiness\Health;
use NetsvrBusiness\Support\Extension;
use RuntimeException;

final class DiagnoseGateways
{
    private const CHOICES = ['off', 'any', 'all'];

    public function __construct(private readonly Repository $config)
    {
    }

    /**
     * @throws RuntimeException when the gateways are not as `health` in config/netsvr.php wants them
     * @throws InvalidArgumentException when the setting is none
     */
    public function handle(): void
    {
        $wanted = $this->config->get('netsvr.health');
        // env() makes false of the word, and null of nothing.
        $wanted = $wanted === false || $wanted === null || $wanted === '' ? 'off' : $wanted;
        if (!in_array($wanted, self::CHOICES, true)) {
            throw new InvalidArgumentException(
                sprintf('netsvr: health is %s; it must be %s', json_encode($wanted), implode(', ', self::CHOICES))
            );
        }
        if ($wanted === 'off') {
            return;
        }
        if (!Extension::isThere()) {
            throw new RuntimeException(Extension::missing());
        }
        $seconds = filter_var($this->config->get('netsvr.health_timeout', 1), FILTER_VALIDATE_FLOAT);
        if ($seconds === false || $seconds <= 0 || $seconds > 3600) {
            throw new InvalidArgumentException('netsvr: health_timeout has to be a number of seconds above 0');
        }
        $gateways = Health::check($seconds)['gateways'];
        $failed = array_filter($gateways, static fn(array $gateway): bool => !$gateway['ready']);
        if ($failed !== [] && ($wanted === 'all' || count($failed) === count($gateways))) {
            throw new RuntimeException(self::problem($failed, count($gateways)));
        }
    }

    /** @param non-empty-array<array{workerAddr: string, problem: ?string}> $failed */
    private static function problem(array $failed, int $all): string
    {
        $problems = array_map(
            static fn(array $gateway): string => "{$gateway['workerAddr']}: {$gateway['problem']}",
            array_values($failed)
        );
        return sprintf(
            'netsvr: %d of %d gateways cannot take messages (%s); php artisan netsvr:status examines them',
            count($failed),
            $all,
            implode('; ', $problems)
        );
    }
}
