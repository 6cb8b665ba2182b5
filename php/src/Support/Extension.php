<?php
/*
 * Whether the extension is there, and words for a PHP without it: one that builds an image, or that nobody has enabled
 * the extension for. Everything that needs no gateway works there.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

use Error;
use NetsvrBusiness\NetBus;

/** @internal */
final class Extension
{
    /** Functions that ask whether something is there; what they answer without the extension is right. */
    private const QUESTIONS = [
        'class_exists', 'interface_exists', 'trait_exists', 'enum_exists', 'method_exists', 'property_exists', 'is_a',
        'is_subclass_of', 'is_callable', 'defined', 'class_implements', 'class_parents', 'class_uses',
    ];

    /** What the library itself has in the namespaces of the extension. */
    private const OWN = '~^NetsvrBusiness\\\\(Hyperf|Laravel|Support|Testing|ThinkPhp|Webman)\\\\~i';

    public static function isThere(): bool
    {
        return class_exists(NetBus::class, false);
    }

    /** Whether its classes are those of API 8 (netsvr.api). */
    public static function isApi8(): bool
    {
        return trim((string)ini_get('netsvr.api')) === '8';
    }

    /** One sentence. @param string $class what is not there for that reason */
    public static function missing(string $class = NetBus::class): string
    {
        if (extension_loaded('netsvr')) {
            return "netsvr: the PHP extension netsvr is loaded, but switched off by netsvr.api=off in PHP's configuration,"
                . " so there is no $class.";
        }
        return sprintf(
            'netsvr: the PHP extension netsvr is not loaded in this PHP (%s, %s, %s), so there is no %s;'
            . ' install it, or enable it here.',
            PHP_VERSION,
            PHP_SAPI,
            php_ini_loaded_file() ?: 'no php.ini',
            $class
        );
    }

    /**
     * The last autoloader where the extension is not there: asked for a class of it, says so instead of leaving it at
     * "Class not found".
     *
     * @throws Error which is what the engine throws for a class that is not there
     */
    public static function autoload(string $class): void
    {
        if (preg_match('~^Netsvr(Business)?\\\\~i', $class) !== 1 || preg_match(self::OWN, $class) === 1) {
            return;
        }
        $caller = debug_backtrace(DEBUG_BACKTRACE_IGNORE_ARGS, 2)[1] ?? [];
        if (isset($caller['class']) || !in_array($caller['function'] ?? '', self::QUESTIONS, true)) {
            throw new Error(self::missing($class));
        }
    }
}
