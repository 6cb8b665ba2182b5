<?php
/*
 * What `netsvr:status` prints, in the console of any framework.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use NetsvrBusiness\Contract\TaskSocketMangerInterface;
use Symfony\Component\Console\Output\OutputInterface;

/** @internal */
final class StatusReport
{
    public const DESCRIPTION = 'Show whether the netsvr gateways answer, and what they say of themselves';
    public const JSON = 'Print one JSON object, for programs';
    public const DOCTOR = 'Examine all gateways, not only those that do not answer: say what they are, and what is configured wrong';
    public const METRICS = 'Also print the counters of the gateways';

    /**
     * @param string $heartbeatMessage as the sockets are given it
     * @return int the exit status: 0 when all gateways answered and nothing is known to be wrong, 1 otherwise
     */
    public static function print(
        TaskSocketMangerInterface $manager,
        OutputInterface|ReportOutput $output,
        bool $json,
        bool $metrics,
        bool $doctor,
        string $heartbeatMessage
    ): int {
        $output = SymfonyOutput::of($output);
        $gateways = GatewayStatus::ask($manager, $doctor, $heartbeatMessage);
        if ($json) {
            $output->line(json_encode(
                ['gateways' => $gateways],
                JSON_THROW_ON_ERROR | JSON_UNESCAPED_SLASHES | JSON_INVALID_UTF8_SUBSTITUTE
            ));
        } else {
            self::show($gateways, $metrics, $output);
        }
        $problems = array_filter($gateways, static fn(array $gateway): bool => !$gateway['reachable'] || self::problems($gateway) !== []);
        return $problems === [] ? 0 : 1;
    }

    /** @param list<array<string, mixed>> $gateways */
    private static function show(array $gateways, bool $metrics, ReportOutput $output): void
    {
        $columns = ['Gateway', 'Reachable', 'Clients', 'Customers', 'Topics', 'Messages/s', 'Open', 'Parked'];
        $output->table($columns, array_map(static fn(array $gateway): array => [
            $gateway['workerAddr'],
            $gateway['reachable'] ? 'yes' : 'no',
            $gateway['clients'] ?? '-',
            $gateway['customers'] ?? '-',
            $gateway['topics'] ?? '-',
            array_column($gateway['metrics'], 'rate1', 'item')[6] ?? '-',
            $gateway['connections']['openConnections'] ?? '-',
            $gateway['connections']['parkedConnections'] ?? '-',
        ], $gateways));
        $output->line('Messages/s: to clients, in the last minute. Open, Parked: connections of this process.');
        if ($metrics) {
            self::showMetrics($gateways, $output);
        }
        foreach ($gateways as $gateway) {
            if (!$gateway['reachable']) {
                $output->problem("{$gateway['workerAddr']} {$gateway['error']}");
            }
        }
        self::showFindings($gateways, $output);
    }

    /** @param list<array<string, mixed>> $gateways */
    private static function showFindings(array $gateways, ReportOutput $output): void
    {
        foreach ($gateways as $gateway) {
            if ($gateway['doctor'] === null) {
                continue;
            }
            $task = $gateway['doctor']['taskAddr'];
            $output->line(
                "{$gateway['workerAddr']} is {$gateway['doctor']['what']}"
                    . ($task === null || $task === $gateway['workerAddr'] ? '' : "; its task port is $task")
            );
            foreach (self::problems($gateway) as $problem) {
                $output->problem($problem);
            }
        }
    }

    /**
     * @param array<string, mixed> $gateway
     * @return list<string>
     */
    private static function problems(array $gateway): array
    {
        return $gateway['doctor']['problems'] ?? [];
    }

    /** @param list<array<string, mixed>> $gateways */
    private static function showMetrics(array $gateways, ReportOutput $output): void
    {
        $rows = [];
        foreach ($gateways as $gateway) {
            foreach ($gateway['metrics'] as $metric) {
                $rows[] = [
                    $gateway['workerAddr'],
                    $metric['name'],
                    $metric['count'],
                    $metric['meanRate'],
                    $metric['rate1'],
                    $metric['rate5'],
                    $metric['rate15'],
                ];
            }
        }
        $output->table(['Gateway', 'Counted', 'Count', 'Mean/s', '1 min', '5 min', '15 min'], $rows);
    }
}
