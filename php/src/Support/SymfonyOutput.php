<?php
/*
 * Reports on a console that is made of Symfony's, as those of Laravel and Webman are.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Symfony\Component\Console\Formatter\OutputFormatter;
use Symfony\Component\Console\Helper\Table;
use Symfony\Component\Console\Output\ConsoleOutputInterface;
use Symfony\Component\Console\Output\OutputInterface;
use Symfony\Component\Console\Style\SymfonyStyle;

/** @internal */
final class SymfonyOutput implements ReportOutput
{
    private function __construct(private readonly OutputInterface $output)
    {
    }

    public static function of(OutputInterface|ReportOutput $output): ReportOutput
    {
        return $output instanceof ReportOutput ? $output : new self($output);
    }

    public function line(string $text): void
    {
        $this->output->writeln($text, OutputInterface::OUTPUT_RAW);
    }

    public function problem(string $text): void
    {
        $this->output->writeln('<error>' . OutputFormatter::escape($text) . '</error>');
    }

    public function aside(string $text): void
    {
        $errors = match (true) {
            $this->output instanceof ConsoleOutputInterface => $this->output->getErrorOutput(),
            $this->output instanceof SymfonyStyle => $this->output->getErrorStyle(),
            default => $this->output,
        };
        $errors->writeln($text, OutputInterface::OUTPUT_RAW);
    }

    public function table(array $columns, array $rows): void
    {
        (new Table($this->output))->setHeaders($columns)->setRows($rows)->render();
    }
}
