<?php
// Looks at the release workflow without GitHub: every script and target that it names is there, every action is pinned to
// a version, and its matrix is the one that the README promises. Run by make release-check.
//
//   php packaging/workflow.php [FILE]     by default .github/workflows/release.yml
//
// Prints what is wrong, one a line, and ends with status 1 then.
declare(strict_types=1);

$root = dirname(__DIR__);
$file = $argv[1] ?? "$root/.github/workflows/release.yml";
$text = (string)file_get_contents($file);
$wrong = [];

preg_match_all('/^\s*(?:- )?uses:\s*(\S+)/m', $text, $uses);
foreach ($uses[1] as $action) {
    if (!preg_match('/@(v\d+\.\d+\.\d+|[0-9a-f]{40})$/', $action)) {
        $wrong[] = "$action is not pinned to a version: name one with all three numbers, or a commit";
    }
}
// Comments may name what they like.
$commands = preg_replace('/^\s*#.*$/m', '', $text);
preg_match_all('~(?<![\w/.-])((?:packaging|tools|tests)/[\w./-]+)~', $commands, $scripts);
foreach (array_unique($scripts[1]) as $script) {
    if (!is_file("$root/$script") || !is_executable("$root/$script")) {
        $wrong[] = "$script is no program in this repository";
    }
}
// What the workflow's scripts call by make, too.
$texts = $commands . file_get_contents("$root/packaging/in-docker.sh") . file_get_contents("$root/packaging/in-image.sh");
preg_match_all('/^\s*(?:run: )?make ([a-z-]+)/m', $texts, $targets);
$makefile = (string)file_get_contents("$root/Makefile");
foreach (array_unique($targets[1]) as $target) {
    if (!preg_match("/^$target:/m", $makefile)) {
        $wrong[] = "the Makefile has no target $target";
    }
}
if ($uses[1] === [] || $scripts[1] === [] || $targets[1] === []) {
    $wrong[] = basename($file) . ' has no actions, scripts or targets: is it the workflow?';
}
$wanted = [
    'php' => ['8.2', '8.3', '8.4', '8.5'],
    'threads' => ['nts', 'zts'],
    'arch' => ['x86_64', 'aarch64'],
    'libc' => ['glibc', 'musl'],
];
foreach ($wanted as $key => $values) {
    preg_match("/^ +$key: \[(.*)\]$/m", $text, $match);
    $found = array_map(static fn (string $value): string => trim($value, " '\""), explode(',', $match[1] ?? ''));
    if ($found !== $values) {
        $wrong[] = "the matrix has $key " . implode(', ', $found) . ', and should have ' . implode(', ', $values);
    }
}
// The compiler that makes the packages can build what Cargo.toml asks for.
preg_match('/^ +RUST: (\S+)$/m', $text, $rust);
preg_match('/^rust-version = "(.*)"$/m', (string)file_get_contents("$root/Cargo.toml"), $least);
if (version_compare($rust[1] ?? '0', $least[1] ?? '0', '<')) {
    $wrong[] = 'the workflow builds with Rust ' . ($rust[1] ?? 'nothing') . ", and Cargo.toml asks for $least[1]";
}
foreach ($wrong as $sentence) {
    echo $sentence, "\n";
}
exit($wrong === [] ? 0 : 1);
