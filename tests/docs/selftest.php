<?php
/*
 * What is wrong on a page fails: one page for each way to be wrong, and one that is right. Included by run.php, which counts.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

use Throwable;

/** @return array<string, ?string> what was looked at => what went wrong; null for what is as it should be */
return static function (string $root): array {
    $fence = static fn(string $language, string $code, string $mark = ''): string => ($mark === '' ? '' : "<!-- $mark -->\n") . "```$language\n$code\n```\n";
    $wrong = [
        'PHP that throws' => $fence('php', "<?php\nthrow new Exception('no');"),
        'PHP that warns' => $fence('php', "<?php\necho \$nothing;"),
        'a shell line that fails before another' => $fence('sh', "false\ntrue"),
        'a shell line that would change the machine' => $fence('sh', 'true && sudo true'),
        'another output' => $fence('sh', 'echo one') . $fence('text', 'two', 'output'),
        'a key that the extension has not' => $fence('ini', 'netsvr.gatway = 8'),
        'a value that the key refuses' => $fence('ini', 'netsvr.gateway = seven'),
        'a variable that nothing reads' => $fence('ini', 'NETSVR_NOBODY=1'),
        'keys that no gateway has together' => $fence('toml', "[Task]\nListenAddress = '127.0.0.1:6062'\n[Customer]\nIOMod = 1"),
        'half of a JSON' => $fence('json', '{"a": '),
        'a script that is none' => $fence('js', 'const = 1;'),
        'a server block with a wrong word' => $fence('nginx', 'proxy_passes http://127.0.0.1;'),
        'a language that nobody checks' => $fence('cobol', 'DISPLAY "no".'),
        'a scene that is not there' => $fence('php', 'echo 1;', 'scene: nowhere'),
        'what goes on and ends at once' => $fence('sh', 'true', 'background'),
        'a mark that is none' => $fence('sh', 'true', 'never run'),
        'a mark far from its fence' => "<!-- not run: why -->\nprose\n" . $fence('sh', 'true'),
        'a fence without an end' => "```sh\ntrue\n",
        'code that is indented' => "Run this:\n\n    make everything\n",
        'what no test takes elsewhere' => $fence('sh', 'true', 'elsewhere: docs'),
        'a file outside of the folder' => $fence('php', '<?php', 'file: ../escaped.php'),
    ];
    $right = $fence('php', "<?php\necho 'one', PHP_EOL, 2;") . $fence('', "one\n…", 'output')
        . $fence('sh', 'exit 3', 'fails:') . $fence('ini', "extension=netsvr.so\n;netsvr.gateway = 8")
        . $fence('toml', "[Worker]\nHeartbeatMessage = \"x\"") . $fence('php', 'echo 1;', 'not run: because it is not to be run');
    $problem = static function (string $text) use ($root): ?string {
        $reader = null;
        try {
            $document = new Document('page.md', $text);
            $reader = new Reader($root, $document->words);
            $reader->bringsItsGateway();
            $page = new Page($root, $reader, $document);
            foreach (array_keys($document->snippets) as $number) {
                $page->take($number);
            }
            return null;
        } catch (Throwable $thrown) {
            return $thrown->getMessage();
        } finally {
            $reader?->leave();
        }
    };
    $results = ['a page that is right' => $problem($right)];
    foreach ($wrong as $title => $text) {
        $results["$title fails"] = $problem($text) === null ? 'it passed' : null;
    }

    $pages = [
        'docs/laravel.md' => new Document('docs/laravel.md', "# One `two`\n[x](api-8.md#three-四) [x](api-8.md#no) [x](c.md) [x](../../out.md) [x](https://nowhere) ![x](#one-two)\n"),
        'docs/api-8.md' => new Document('docs/api-8.md', "## Three 四\n`[x](d.md)`\n"),
    ];
    $broken = array_map(static fn(string $line): string => explode(': ', $line)[1], Links::broken($root, $pages));
    $results['links that lead nowhere are found, and no others'] = $broken === ['api-8.md#no', 'c.md', '../../out.md', 'https://nowhere'] ? null : json_encode($broken);

    $twins = static fn(string $one, string $other): int => count(Twins::differences(new Document('a.md', $fence('php', $one)), new Document('a.zh-CN.md', $fence('php', $other))));
    $results['twins may differ in comments and prose'] = $twins("f('Good morning', 1); // yes", "f('早上好', 1); // 是") === 0 ? null : 'they may not';
    $results['twins may not differ in code'] = $twins("f('Good morning', 1);", "f('早上好', 2);") === 1 ? null : 'they may';
    $results['twins may not differ in names'] = $twins("f('netsvr.api');", "f('netsvr.gateway');") === 1 ? null : 'they may';
    return $results;
};
