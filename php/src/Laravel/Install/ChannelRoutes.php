<?php
/*
 * routes/channels.php, which says who may listen where, and what loads it: bootstrap/app.php in Laravel 11 and newer, a
 * provider of the project's before. A file of the project's is changed only where it is as Laravel makes it.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Install;

use ParseError;

/** @internal */
final class ChannelRoutes
{
    private const PROVIDER = 'App\Providers\BroadcastServiceProvider::class';
    private const ARGUMENT = "channels: __DIR__.'/../routes/channels.php',";

    public function __construct(private readonly string $folder)
    {
    }

    /** @return string|null what has to be done by hand; null: the routes are loaded */
    public function load(): ?string
    {
        $bootstrap = "$this->folder/bootstrap/app.php";
        $text = is_file($bootstrap) ? (string)file_get_contents($bootstrap) : '';
        return str_contains($text, 'withRouting(') || str_contains($text, 'Application::configure(')
            ? $this->loadByBootstrap($bootstrap, $text)
            : $this->loadByProvider();
    }

    private function loadByBootstrap(string $file, string $text): ?string
    {
        if (preg_match('~withBroadcasting\(|\bchannels:~', self::withoutComments($text)) === 1) {
            return null;
        }
        // The arguments have names, so one more goes anywhere between them.
        $argument = '$1$2' . self::ARGUMENT . "\n" . '$2';
        $changed = preg_replace('~(->withRouting\(\s*?\n)(\s*)(?=\w+:)~', $argument, $text, 1, $count);
        if ($count === 1 && self::isPhp((string)$changed) && file_put_contents($file, $changed) !== false) {
            return null;
        }
        return 'Add to withRouting() in bootstrap/app.php: ' . self::ARGUMENT;
    }

    private function loadByProvider(): ?string
    {
        $config = "$this->folder/config/app.php";
        $text = is_file($config) ? (string)file_get_contents($config) : '';
        if (str_contains(self::withoutComments($text), self::PROVIDER)) {
            return null;
        }
        $changed = preg_replace('~^(\s*)//\s*(' . preg_quote(self::PROVIDER, '~') . ',)~m', '$1$2', $text, 1, $count);
        if ($count === 1 && is_file("$this->folder/app/Providers/BroadcastServiceProvider.php")
            && self::isPhp((string)$changed) && file_put_contents($config, $changed) !== false) {
            return null;
        }
        return 'Let a provider call Broadcast::routes() and require routes/channels.php, as ' . self::PROVIDER . ' of'
            . ' Laravel does.';
    }

    private static function withoutComments(string $text): string
    {
        return implode('', array_map(static fn(array|string $token): string => match (true) {
            is_string($token) => $token,
            default => in_array($token[0], [T_COMMENT, T_DOC_COMMENT], true) ? '' : $token[1],
        }, token_get_all($text)));
    }

    private static function isPhp(string $text): bool
    {
        try {
            token_get_all($text, TOKEN_PARSE);
            return true;
        } catch (ParseError) {
            return false;
        }
    }
}
