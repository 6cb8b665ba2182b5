--TEST--
Each line with a setting in the documents is one that php.ini may have, with the value that stands there
--FILE--
<?php
$root = dirname(__DIR__, 3);
$lines = 0;
foreach ([...glob("$root/*.md"), ...glob("$root/*/*.md"), "$root/netsvr.ini"] as $file) {
    preg_match_all('~(?<![\w.])(netsvr\.\w+) = ([^`;\n|]+)~', file_get_contents($file), $found, PREG_SET_ORDER);
    foreach ($found as [$line, $key, $value]) {
        if (ini_get($key) === false) {
            continue; // of the Composer library
        }
        $lines++;
        $read = @parse_ini_string($line);
        if ($read === false || !str_starts_with(trim($value), '"') && preg_match('~=~', $value)) {
            echo basename($file), ": php.ini cannot have $line\n";
        }
    }
}
echo $lines > 50 ? 'many' : $lines, " lines\n";
?>
--EXPECT--
many lines
