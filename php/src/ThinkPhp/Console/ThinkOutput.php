<?php
/*
 * Reports on ThinkPHP's console.
 */
declare(strict_types=1);

namespace NetsvrBusiness\ThinkPhp\Console;

use NetsvrBusiness\Support\ReportOutput;
use think\console\Output;
use think\console\output\Formatter;
use think\console\Table;

/** @internal */
final class ThinkOutput implements ReportOutput
{
    public function __construct(private readonly Output $output)
    {
    }

    public function line(string $text): void
    {
        $this->output->writeln($text, Output::OUTPUT_RAW);
    }

    public function problem(string $text): void
    {
        $this->output->writeln('<error>' . Formatter::escape($text) . '</error>');
    }

    public function aside(string $text): void
    {
        // This console writes nothing but exceptions to it.
        defined('STDERR') ? fwrite(STDERR, $text . PHP_EOL) : $this->line($text);
    }

    public function table(array $columns, array $rows): void
    {
        $table = new Table();
        $table->setHeader($columns);
        $table->setRows($rows);
        $this->line(rtrim($table->render(), PHP_EOL));
    }
}
