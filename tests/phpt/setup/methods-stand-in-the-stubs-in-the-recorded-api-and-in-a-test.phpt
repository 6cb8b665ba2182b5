--TEST--
Each method of NetBus stands in php-stubs/, in the recorded API or among what differs from it, and is called by a test
--FILE--
<?php
use NetsvrBusiness\NetBus;

$root = __DIR__ . '/../../..';
$all = $public = [];
// what the extension itself says
foreach ((new ReflectionClass(NetBus::class))->getMethods() as $method) {
    $all[] = $method->name;
    $method->isPublic() && $public[] = $method->name;
}

/** @return list<string> what the pattern finds in all of these files, each once */
function found(string $pattern, string ...$files): array
{
    $found = [];
    foreach ($files as $file) {
        preg_match_all($pattern, file_get_contents($file), $matches);
        array_push($found, ...$matches[1]);
    }
    return array_values(array_unique($found));
}

function tell(string $where, array $missing, string $problem): void
{
    echo "$where: ", $missing === [] ? 'right' : "$problem " . implode(', ', $missing), "\n";
}

$stub = found('~^    (?:public|protected) static function (\w+)\(~m', "$root/php-stubs/v4/NetsvrBusiness/NetBus.php");
tell('php-stubs', array_diff($all, $stub), 'without');
tell('php-stubs, the other way round', array_diff($stub, $all), 'has what is not there:');

$recorded = json_decode(file_get_contents("$root/tests/conformance/data/api-v4.json"), true)['classes'][NetBus::class];
$rules = implode("\n", array_keys((require "$root/tests/conformance/api-differences.php")['rules']));
preg_match_all('~^NetsvrBusiness\\\\NetBus::(\w+)\(\): added$~m', $rules, $ours);
$known = [...array_keys($recorded['methods']), ...$ours[1]];
tell('tests/conformance', array_diff($all, $known), 'without');
tell('tests/conformance, the other way round', array_diff($known, $all), 'has what is not there:');

$tests = new RecursiveIteratorIterator(new RecursiveDirectoryIterator("$root/tests/phpt", FilesystemIterator::SKIP_DOTS));
$tests = array_filter(array_map('strval', iterator_to_array($tests, false)), static fn(string $path): bool => str_ends_with($path, '.phpt'));
tell('tests/phpt', array_diff($public, found('~\bNetBus::(\w+)\(~', ...$tests)), 'never calls');

// these name some of them, in examples
$named = 0;
foreach (['README*.md', 'UPGRADING*.md', 'docs/*.md', 'php/*.md', 'examples/*/*.md'] as $pattern) {
    $calls = found('~\bNetBus::(\w+)\(~', ...glob("$root/$pattern"));
    $named += count($calls);
    tell($pattern, array_diff($calls, $public), 'calls what is not there:');
}
// the patterns find something at all
echo count($public) > 20 && $named > 2 ? 'methods were found' : 'too few methods', "\n";
?>
--EXPECT--
php-stubs: right
php-stubs, the other way round: right
tests/conformance: right
tests/conformance, the other way round: right
tests/phpt: right
README*.md: right
UPGRADING*.md: right
docs/*.md: right
php/*.md: right
examples/*/*.md: right
methods were found
