<?php
/*
 * `php webman netsvr:secret`: the secret of the callbacks, and the lines that gateways need.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman\Command;

use Dotenv\Dotenv;
use NetsvrBusiness\Support\SecretReport;
use NetsvrBusiness\Webman\Plugin;
use Symfony\Component\Console\Attribute\AsCommand;
use Symfony\Component\Console\Command\Command;
use Symfony\Component\Console\Input\InputInterface;
use Symfony\Component\Console\Input\InputOption;
use Symfony\Component\Console\Output\OutputInterface;

#[AsCommand('netsvr:secret', SecretReport::DESCRIPTION)]
class SecretCommand extends Command
{
    /** Where Webman listens unless it is told otherwise. */
    private const HOST = 'http://127.0.0.1:8787';

    /** @var string|null where Webman's console looks for the name, and for the description */
    protected static $defaultName = 'netsvr:secret';
    /** @var string|null */
    protected static $defaultDescription = SecretReport::DESCRIPTION;

    protected function configure(): void
    {
        $this->addOption('force', null, InputOption::VALUE_NONE, SecretReport::FORCE);
    }

    protected function execute(InputInterface $input, OutputInterface $output): int
    {
        $file = base_path() . '/.env';
        if (is_file($file) && !class_exists(Dotenv::class)) {
            $output->writeln('Webman does not read .env here: that takes composer require vlucas/phpdotenv.', OutputInterface::OUTPUT_RAW);
            $file = '';
        }
        return SecretReport::print(
            $output,
            Plugin::config()['callbacks']['secret'] ?? null,
            (bool)$input->getOption('force'),
            $file,
            [self::HOST . Plugin::callbackPath('open'), self::HOST . Plugin::callbackPath('close')]
        );
    }
}
