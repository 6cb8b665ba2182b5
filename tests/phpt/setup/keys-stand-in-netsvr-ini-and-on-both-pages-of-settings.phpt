--TEST--
Each key stands in netsvr.ini, in its Chinese twin and on both pages of settings, with its default and where it may be set
--FILE--
<?php
$root = __DIR__ . '/../../..';
// what the extension itself says, before any php.ini: "anywhere" is PHP_INI_ALL
$keys = [];
foreach (ini_get_all('netsvr') as $key => $details) {
    $keys[$key] = [(string)$details['global_value'], $details['access'] === INI_ALL];
}
ksort($keys);
$told = static fn(array $found): string => json_encode($found, JSON_PRETTY_PRINT | JSON_UNESCAPED_SLASHES);

/** @return array<string, array{string, bool}> the commented keys, each with the last "May be set …" above or below it */
function keysOfIni(string $text, string $anywhere): array
{
    $keys = [];
    foreach (preg_split('~\n\s*\n~', $text) as $paragraph) {
        preg_match_all('~^;(netsvr\.\w+) = (\S+)$~m', $paragraph, $found, PREG_SET_ORDER);
        foreach ($found as [, $key, $default]) {
            $keys[$key] = [$default, str_contains($paragraph, $anywhere)];
        }
    }
    ksort($keys);
    return $keys;
}

/** @return array<string, array{string, bool}> the rows of the table of settings */
function keysOfPage(string $text, string $anywhere): array
{
    $keys = [];
    preg_match_all('~^\| (`netsvr\.[^|]*) \| ([^|]*) \| ([^|]*) \|~m', $text, $rows, PREG_SET_ORDER);
    foreach ($rows as [, $names, $defaults, $where]) {
        preg_match_all('~`([^`]+)`~', $names, $name);
        preg_match_all('~`([^`]+)`~', $defaults, $default);
        foreach ($name[1] as $number => $key) {
            $keys[$key] = [$default[1][$number] ?? 'no default', $where === $anywhere];
        }
    }
    ksort($keys);
    return $keys;
}

foreach ([
    'netsvr.ini' => keysOfIni(file_get_contents("$root/netsvr.ini"), 'May be set anywhere'),
    'netsvr.zh-CN.ini' => keysOfIni(file_get_contents("$root/netsvr.zh-CN.ini"), '可在任意位置设置'),
    'docs/settings.md' => keysOfPage(file_get_contents("$root/docs/settings.md"), 'anywhere'),
    'docs/settings.zh-CN.md' => keysOfPage(file_get_contents("$root/docs/settings.zh-CN.md"), '任意位置'),
] as $file => $found) {
    echo "$file: ", $found === $keys ? 'as the extension says' : "differs: {$told($found)}\nthe extension: {$told($keys)}", "\n";
}
// a key of which nobody knows is told to whoever adds one
echo count($keys) > 8 ? 'keys were found' : 'too few keys', "\n";
?>
--EXPECT--
netsvr.ini: as the extension says
netsvr.zh-CN.ini: as the extension says
docs/settings.md: as the extension says
docs/settings.zh-CN.md: as the extension says
keys were found
