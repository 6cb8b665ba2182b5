<?php
/*
 * The class that `netsvr:make-handler` writes: what it is called, in which file it stands, what the file says. Names and
 * folders follow the make:* commands of webman/console.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Webman;

use InvalidArgumentException;

/** @internal */
final class HandlerClass
{
    private const STUB = __DIR__ . '/../../resources/webman/handler.php.stub';

    /** What no class may be called: PHP's own words, and what the file itself imports. */
    private const TAKEN = [
        'abstract', 'and', 'array', 'as', 'bool', 'break', 'callable', 'case', 'catch', 'class', 'clone', 'const', 'continue',
        'declare', 'default', 'die', 'do', 'echo', 'else', 'elseif', 'empty', 'enddeclare', 'endfor', 'endforeach', 'endif',
        'endswitch', 'endwhile', 'eval', 'exit', 'extends', 'false', 'final', 'finally', 'float', 'fn', 'for', 'foreach',
        'function', 'global', 'goto', 'if', 'implements', 'include', 'include_once', 'instanceof', 'insteadof', 'int',
        'interface', 'isset', 'iterable', 'list', 'match', 'mixed', 'namespace', 'never', 'new', 'null', 'object', 'or',
        'parent', 'print', 'private', 'protected', 'public', 'readonly', 'require', 'require_once', 'return', 'self', 'static',
        'string', 'switch', 'throw', 'trait', 'true', 'try', 'unset', 'use', 'var', 'void', 'while', 'xor', 'yield',
        '__halt_compiler', '__class__', '__dir__', '__file__', '__function__', '__line__', '__method__', '__namespace__',
        '__trait__', 'connclose', 'connopen', 'transfer', 'eventinterface', 'netbus',
    ];

    /**
     * @param string $name with its namespace
     * @param string $file from the project's folder
     */
    private function __construct(public readonly string $name, public readonly string $file)
    {
    }

    /**
     * @param string $name as it was typed: Chat, chat, room/chat, my-chat, app\netsvr\Chat
     * @param string|null $folder from the project's folder; by default app/netsvr
     * @throws InvalidArgumentException when there can be no such class; says why
     */
    public static function of(string $project, string $name, ?string $folder = null): self
    {
        $words = self::words($name);
        if ($folder === null && count($words) > 1 && in_array(strtolower($words[0]), ['app', 'plugin'], true)) {
            // The whole name, or the path of the file.
            $folder = implode('/', array_splice($words, 0, -1));
        }
        $folders = $folder === null ? self::usualFolder($project) : self::words($folder);
        $class = self::joined((string)array_pop($words));
        $folders = [...$folders, ...array_map(self::joined(...), $words)];
        foreach ([...$folders, $class] as $word) {
            if (preg_match('~^[a-z_\x80-\xff][a-z0-9_\x80-\xff]*$~iD', $word) !== 1) {
                throw new InvalidArgumentException(sprintf(
                    '"%s" gives no class: in "%s" there %s. Letters, digits and _ are possible, and no digit at the beginning; such as'
                    . ' ChatHandler, or room/ChatHandler',
                    $name,
                    $word,
                    $word === '' ? 'is nothing' : 'is something that no name of PHP may have'
                ));
            }
        }
        $folders = self::asTheyAre($project, $folders);
        $class = ucfirst($class);
        if (in_array(strtolower($class), self::TAKEN, true)) {
            throw new InvalidArgumentException(
                "a handler cannot be called $class: PHP, or the file of the handler, uses this name itself; {$class}Handler is possible"
            );
        }
        $path = implode('/', $folders);
        // A second file of this name, in other letters, would be the same class to PHP.
        $class = substr(self::entryOf("$project/$path", "$class.php", is_file(...)) ?? "$class.php", 0, -strlen('.php'));
        return new self(strtr($path, '/', '\\') . "\\$class", "$path/$class.php");
    }

    public function code(): string
    {
        $at = (int)strrpos($this->name, '\\');
        return strtr((string)file_get_contents(self::STUB), [
            '{{namespace}}' => substr($this->name, 0, $at),
            '{{class}}' => substr($this->name, $at + 1),
        ]);
    }

    /** As webman/console does it: what stands behind - or _ begins with a capital. */
    private static function joined(string $word): string
    {
        return (string)preg_replace_callback('~[-_]([a-z])~i', static fn(array $found): string => strtoupper($found[1]), $word);
    }

    /** @return list<string> */
    private static function words(string $path): array
    {
        $path = (string)preg_replace('~\.php$~i', '', strtr(trim($path), '\\', '/'));
        return explode('/', (string)preg_replace('~^\./+|/+$~', '', $path));
    }

    /**
     * app/netsvr, in the letters that the project's own folders have.
     *
     * @return list<string>
     */
    private static function usualFolder(string $project): array
    {
        $app = self::folderIn($project, 'app') ?? 'app';
        $isUpper = is_dir("$project/$app/Controller") && self::folderIn("$project/$app", 'controller') === 'Controller';
        return [$app, self::folderIn("$project/$app", 'netsvr') ?? ($isUpper ? 'Netsvr' : 'netsvr')];
    }

    /**
     * Folders that are there, in the letters that they have: App/Netsvr is app/netsvr where app is.
     *
     * @param list<string> $folders
     * @return list<string>
     */
    private static function asTheyAre(string $project, array $folders): array
    {
        $at = $project;
        foreach ($folders as $n => $folder) {
            $folders[$n] = self::folderIn($at, $folder) ?? $folder;
            $at .= "/$folders[$n]";
        }
        return $folders;
    }

    private static function folderIn(string $folder, string $name): ?string
    {
        return self::entryOf($folder, $name, is_dir(...));
    }

    /** What is called so there, or else so in other letters. @param callable(string): bool $is */
    private static function entryOf(string $folder, string $name, callable $is): ?string
    {
        $found = array_filter(
            is_dir($folder) ? (array)scandir($folder) : [],
            static fn(string $entry): bool => strcasecmp($entry, $name) === 0 && $is("$folder/$entry")
        );
        return in_array($name, $found, true) ? $name : array_values($found)[0] ?? null;
    }
}
