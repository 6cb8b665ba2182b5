<?php
/*
 * What `netsvr:secret` does, in any console that is made of Symfony's: makes the secret of the callbacks, keeps it in the
 * project's .env, and prints what the gateways' configuration needs.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use SensitiveParameter;
use Symfony\Component\Console\Output\OutputInterface;

/** @internal */
final class SecretReport
{
    public const DESCRIPTION = 'Make the secret that gateways show when they call back, and print their configuration';
    public const FORCE = 'Make a new secret. The present one stays valid until you remove it from the list';

    /**
     * @param string|null $current what is configured
     * @param string $file the project's .env, which need not be there
     * @param array{string, string} $urls of the callbacks, open and close
     * @return int the exit status: 0
     */
    public static function print(
        OutputInterface $output,
        #[SensitiveParameter] ?string $current,
        bool $force,
        string $file,
        array $urls
    ): int {
        $secrets = (string)$current;
        if ($force || !(new CallbackSecret($secrets))->isSet()) {
            $secrets = implode(',', array_filter([CallbackSecret::generate(), $secrets]));
            $plain = preg_match('~^[\w.,-]*$~D', $secrets) === 1;
            $line = CallbackSecret::VARIABLE . '=' . ($plain ? $secrets : '"' . addcslashes($secrets, '"\\$') . '"');
            $kept = self::keep($file, $line);
            self::say($output, $kept ? "A new secret is in $file." : "Set this in the environment:\n\n$line\n");
        }
        self::say($output, "In the configuration of each gateway, and restart it:\n");
        self::say($output, (new CallbackSecret($secrets))->toml(...$urls));
        return 0;
    }

    /** Puts the line in place of the one for that variable, or behind all others. False when there is no such file. */
    private static function keep(string $file, #[SensitiveParameter] string $line): bool
    {
        if (!is_file($file)) {
            return false;
        }
        $text = (string)file_get_contents($file);
        $pattern = '~^' . CallbackSecret::VARIABLE . '=.*$~m';
        $text = preg_match($pattern, $text) === 1
            ? (string)preg_replace_callback($pattern, static fn(): string => $line, $text)
            : $text . ($text === '' || str_ends_with($text, "\n") ? '' : "\n") . "$line\n";
        return file_put_contents($file, $text) !== false;
    }

    private static function say(OutputInterface $output, string $text): void
    {
        $output->writeln($text, OutputInterface::OUTPUT_RAW);
    }
}
