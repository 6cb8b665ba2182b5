<?php
declare(strict_types=1);

namespace Webman;

/** Stand-in for Webman's. */
final class Route
{
    /** @var array<string, array{class-string, string}> by method and path */
    private static array $routes = [];

    public static function post(string $path, array $callback): void
    {
        self::$routes["POST $path"] = $callback;
    }

    /** Those of the project, and of its plugins. */
    public static function load(): void
    {
        foreach ([base_path('/config/route.php'), ...glob(base_path('/config/plugin/*/*/route.php'))] as $file) {
            is_file($file) && require_once $file;
        }
    }

    public static function answer(Http\Request $request): Http\Response
    {
        $route = self::$routes[$request->start] ?? null;
        return $route === null ? new Http\Response(404) : \support\Container::get($route[0])->{$route[1]}($request);
    }
}
