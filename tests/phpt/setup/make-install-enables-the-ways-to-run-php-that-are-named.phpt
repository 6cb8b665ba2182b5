--TEST--
tools/install.sh copies the extension, and enables it for all ways to run PHP, for those that SAPIS names, or for none
--SKIPIF--
<?php
$release = PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION;
if (trim((string)shell_exec('command -v phpenmod')) === '' || !is_dir("/etc/php/$release/cli/conf.d")
    || !str_starts_with(PHP_CONFIG_FILE_SCAN_DIR, '/etc/php/')) {
    die('skip this is no PHP of Debian');
}
?>
--FILE--
<?php
$release = PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION;
$folder = sys_get_temp_dir() . '/netsvr-install-' . bin2hex(random_bytes(6));
mkdir($folder);
$ways = array_map(static fn(string $conf): string => basename(dirname($conf)), glob("/etc/php/$release/*/conf.d"));

/** What is there under a folder after a run: the status, and the files but for the way to them. */
function run(string $sapis, string $action = 'install'): string
{
    global $folder;
    $command = sprintf(
        'DESTDIR=%s PHP=%s SAPIS=%s sh %s %s %s 2>&1',
        "$folder/root",
        escapeshellarg(PHP_BINARY),
        escapeshellarg($sapis),
        escapeshellarg(dirname(__DIR__, 3) . '/tools/install.sh'),
        $action,
        $action === 'install' ? escapeshellarg(getenv('NETSVR_SO')) : ''
    );
    exec($command, $output, $status);
    exec("cd $folder && find root -name '*netsvr*' 2>/dev/null | sort", $found);
    $names = preg_replace('~^root/etc/php/[^/]+/|^root/usr/.*/~', '', $found);
    return "status $status: " . implode(', ', $names) . ($status ? ', ' . implode(' ', $output) : '');
}

echo run('none'), "\n";
echo run('cli'), "\n";
echo str_replace($release, 'VERSION', run('nothing')), "\n";
echo run('all') === 'status 0: ' . implode(', ', [
    ...array_map(static fn(string $way): string => "$way/conf.d/20-netsvr.ini", $ways),
    'mods-available/netsvr.ini',
    'netsvr.so',
]) ? 'all of them' : run('all'), "\n";
echo run('all', 'uninstall'), "\n";
exec("rm -r $folder");
?>
--EXPECT--
status 0: mods-available/netsvr.ini, netsvr.so
status 0: cli/conf.d/20-netsvr.ini, mods-available/netsvr.ini, netsvr.so
status 1: cli/conf.d/20-netsvr.ini, mods-available/netsvr.ini, netsvr.so, SAPIS=nothing: there is no /etc/php/VERSION/nothing
all of them
status 0: 
