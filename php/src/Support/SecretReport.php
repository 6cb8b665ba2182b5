<?php
/*
 * What `netsvr:secret` does, in the console of any framework: makes the secret of the callbacks, keeps it in the
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
     * @param bool $isIni whether that file is read as php.ini is, with sections, as ThinkPHP does
     * @return int the exit status: 0
     */
    public static function print(
        OutputInterface|ReportOutput $output,
        #[SensitiveParameter] ?string $current,
        bool $force,
        string $file,
        array $urls,
        bool $isIni = false
    ): int {
        $output = SymfonyOutput::of($output);
        $secrets = (string)$current;
        if ($force || !(new CallbackSecret($secrets))->isSet()) {
            $secrets = implode(',', array_filter([CallbackSecret::generate(), $secrets]));
            $plain = preg_match('~^[\w.,-]*$~D', $secrets) === 1;
            // Between quotes, a backslash means itself in such a file.
            $quoted = '"' . ($isIni ? $secrets : addcslashes($secrets, '"\\$')) . '"';
            $line = CallbackSecret::VARIABLE . '=' . ($plain ? $secrets : $quoted);
            $kept = $isIni ? self::keepInIni($file, $line, $secrets) : self::keep($file, $line);
            $output->line($kept ? "A new secret is in $file." : "Set this in the environment:\n\n$line\n");
        }
        $output->line("In the configuration of each gateway, and restart it:\n");
        $output->line((new CallbackSecret($secrets))->toml(...$urls));
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

    /**
     * The same, before the first section: what stands behind it belongs to it. Lines may end as on any system. False, too, when
     * another line of the file wins, such as one in a section [NETSVR].
     */
    private static function keepInIni(string $file, #[SensitiveParameter] string $line, #[SensitiveParameter] string $secrets): bool
    {
        if (!is_file($file)) {
            return false;
        }
        $text = (string)file_get_contents($file);
        $end = preg_match('~\R~', $text, $found) === 1 ? $found[0] : "\n";
        $own = '~(*ANYCRLF)^' . CallbackSecret::VARIABLE . '[ \t]*=.*$~mi';
        $text = preg_match($own, $text) === 1
            ? (string)preg_replace_callback($own, static fn(): string => $line, $text)
            : self::before('~(*ANYCRLF)^[ \t]*\[~m', $text, $line, $end);
        $values = [];
        foreach (parse_ini_string($text, true, INI_SCANNER_RAW) ?: [] as $name => $value) {
            foreach (is_array($value) ? $value : ['' => $value] as $key => $it) {
                $values[strtoupper($key === '' ? $name : "{$name}_$key")] = $it;
            }
        }
        return ($values[CallbackSecret::VARIABLE] ?? null) === $secrets && file_put_contents($file, $text) !== false;
    }

    /** The text with the line before what matches, or at its end. */
    private static function before(string $pattern, string $text, #[SensitiveParameter] string $line, string $end): string
    {
        $at = preg_match($pattern, $text, $found, PREG_OFFSET_CAPTURE) === 1 ? $found[0][1] : strlen($text);
        $before = substr($text, 0, $at);
        $before .= $before === '' || preg_match('~\R$~D', $before) === 1 ? '' : $end;
        return $before . $line . $end . ($at < strlen($text) ? $end . substr($text, $at) : '');
    }
}
