--TEST--
tools/install.sh says what a file was built for, what this PHP is, and what to take instead; nothing is changed
--SKIPIF--
<?php
if (PHP_OS_FAMILY !== 'Linux' || !in_array(php_uname('m'), ['x86_64', 'aarch64'], true)) {
    die('skip the file is changed for one of two architectures');
}
?>
--INI--
memory_limit=1G
--FILE--
<?php
$folder = sys_get_temp_dir() . '/netsvr-refused-' . bin2hex(random_bytes(6));
mkdir("$folder/root", 0755, true);
$good = file_get_contents(getenv('NETSVR_SO'));
preg_match('/API(\d{8}),(N?TS)(,debug)?\0/', $good, $id);
[$api, $threads] = [$id[1], $id[2]];

/** What the installer says to bytes, with what differs from one machine to the next named. */
function said(string $bytes): string
{
    global $folder, $api;
    file_put_contents("$folder/netsvr.so", $bytes);
    exec(sprintf(
        'DESTDIR=%s PHP=%s SAPIS=none sh %s %s 2>&1',
        "$folder/root",
        escapeshellarg(PHP_BINARY),
        escapeshellarg(dirname(__DIR__, 3) . '/tools/install.sh'),
        "$folder/netsvr.so"
    ), $lines, $status);
    $left = trim((string)shell_exec("find $folder/root -type f"));
    $other = php_uname('m') === 'x86_64' ? 'aarch64' : 'x86_64';
    // The C library of this PHP, and so of the archive to take, is whichever it is.
    return "status $status: " . str_replace(
        ["$folder/", PHP_BINARY, $other, php_uname('m'), "API $api", sprintf('%d.%d', PHP_MAJOR_VERSION, PHP_MINOR_VERSION)],
        ['', 'php', 'another architecture', 'this architecture', 'API of this PHP', 'X.Y'],
        preg_replace('/take php_netsvr-\*\S+tgz|build it from the sources for this PHP/', 'instead', implode(' ', $lines))
    ) . ($left === '' ? '' : ", and there is $left");
}

$cases = [
    'another API' => [$id[0], str_replace($api, '20300101', $id[0])],
    'another thread safety' => [$id[0], str_replace(",$threads", $threads === 'NTS' ? ',TS' : ',NTS', $id[0])],
];
foreach ($cases as $what => [$from, $to]) {
    // A name that has grown takes a byte of what is behind it: the file is only read.
    $changed = substr_replace($good, $to, (int)strpos($good, $from), strlen($to));
    echo "$what: ", str_replace(
        ['NTS (no thread safety)', 'ZTS (thread safety)'],
        ['one of them', 'one of them'],
        said($changed)
    ), "\n";
}
$machine = php_uname('m') === 'x86_64' ? 183 : 62;
echo 'another architecture: ', said(substr_replace($good, pack('v', $machine), 18, 2)), "\n";
echo 'half of it: ', preg_replace('/\d+ bytes/', 'N bytes', said(substr($good, 0, intdiv(strlen($good), 2)))), "\n";
echo 'no extension: ', said(str_replace("API$api", 'api........', $good)), "\n";
echo 'no library: ', said('netsvr'), "\n";
$libc = str_contains($good, "\0libc.so.6\0") ? ["\0libc.so.6\0", "\0libc.so\0\0\0"] : null;
$said = $libc === null ? 'musl' : said(str_replace($libc[0], $libc[1], $good));
echo 'another C library: ', str_contains($said, 'musl') ? 'named' : $said, "\n";
echo 'and the one that fits: ', str_starts_with(said($good), 'status 0') ? 'taken' : said($good), "\n";
exec("rm -r $folder");
?>
--EXPECT--
another API: status 1: netsvr.so is built for PHP API 20300101, but php is PHP X.Y (API of this PHP): instead.
another thread safety: status 1: netsvr.so is built for one of them, but php is one of them: instead.
another architecture: status 1: netsvr.so is built for another architecture, but php is this architecture: instead.
half of it: status 1: netsvr.so is not whole (N bytes): fetch it again, and compare its sha256.
no extension: status 1: netsvr.so is a library, but no extension of PHP: name the netsvr.so out of an archive or a build.
no library: status 1: netsvr.so is no library for Linux: name the netsvr.so out of an archive or a build.
another C library: named
and the one that fits: taken
