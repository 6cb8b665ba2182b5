<?php
/*
 * The setting work.handler in the text of the plugin's app.php. Changes it only where it is null, and only if the file
 * says afterwards what it should.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

use PhpToken;
use Throwable;

/** @internal */
final class HandlerSetting
{
    /** @param string $file the path of app.php */
    public function __construct(private readonly string $file)
    {
    }

    /** The line of app.php that names this class. */
    public static function line(string $class): string
    {
        return "'handler' => $class::class,";
    }

    /** What the file names: a class, or null. Anything that is no class is shown as PHP writes it. */
    public function named(): ?string
    {
        $value = $this->values()['work']['handler'] ?? null;
        return match (true) {
            $value === null || $value === '' => null,
            is_string($value) => ltrim($value, '\\'),
            default => var_export($value, true),
        };
    }

    /** Writes the class into the file. Why it has to be written by hand, as the end of a sentence; null when it is written. */
    public function name(string $class): ?string
    {
        if (!extension_loaded('tokenizer')) {
            return 'can only be changed with the PHP extension tokenizer';
        }
        $text = is_file($this->file) ? (string)file_get_contents($this->file) : '';
        $at = self::placeOfNull($text);
        if ($at === null) {
            return 'has no null for work.handler that could be replaced';
        }
        $changed = substr_replace($text, "$class::class", $at, strlen('null'));
        $problem = TextFile::write($this->file, $changed);
        if ($problem === null && $this->named() === $class) {
            return null;
        }
        TextFile::write($this->file, $text);
        return $problem === null ? 'would not name the class with it' : "cannot be written ($problem)";
    }

    /** @return array<string, mixed> */
    private function values(): array
    {
        if (!is_file($this->file)) {
            return [];
        }
        !function_exists('opcache_invalidate') ?: opcache_invalidate($this->file, true);
        try {
            return (array)(static fn(string $file): mixed => include $file)($this->file);
        } catch (Throwable) {
            return [];
        }
    }

    /** Where the null of 'work' => ['handler' => null] stands. */
    private static function placeOfNull(string $text): ?int
    {
        $tokens = array_values(array_filter(PhpToken::tokenize($text), static fn(PhpToken $token): bool => !$token->isIgnorable()));
        $keys = [];
        $key = null;
        foreach ($tokens as $n => $token) {
            if ($token->text === '[' || $token->text === '(') {
                $keys[] = $key;
                $key = null;
            } elseif ($token->text === ']' || $token->text === ')') {
                array_pop($keys);
                $key = null;
            } elseif ($token->text === ',') {
                $key = null;
            } elseif ($token->is(T_CONSTANT_ENCAPSED_STRING) && ($tokens[$n + 1] ?? null)?->is(T_DOUBLE_ARROW)) {
                $key = substr($token->text, 1, -1);
            } elseif (
                strtolower($token->text) === 'null' && $key === 'handler' && end($keys) === 'work' && count($keys) === 2
                && $tokens[$n - 1]->is(T_DOUBLE_ARROW) && in_array(($tokens[$n + 1] ?? null)?->text, [',', ']', ')'], true)
            ) {
                return $token->pos;
            }
        }
        return null;
    }
}
