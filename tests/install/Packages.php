<?php
/*
 * The packages under test, as `make package` has made them, and newer ones made of them: the same build in a file with some
 * bytes more, in a Debian package with a higher version.
 */
declare(strict_types=1);

namespace NetsvrTests\Install;

use RuntimeException;

final class Packages
{
    private const MORE = "a newer build\n";
    /** The version of the newer Debian package. */
    private string $newer;

    private function __construct(
        public readonly string $release,
        public readonly string $version,
        public readonly string $archive,
        public readonly string $deb
    ) {
        $this->newer = "$version.1";
    }

    /** @return array<string, self> by the release of PHP; a folder of make package has those of one */
    public static function all(): array
    {
        $all = [];
        foreach (array_filter(explode(':', (string)getenv('NETSVR_PACKAGES'))) as $folder) {
            $machine = php_uname('m');
            foreach (glob("$folder/php_netsvr-*-$machine-linux-glibc.tgz") as $archive) {
                preg_match('/php_netsvr-([^_]+)_php(\d\.\d)-/', basename($archive), $found);
                $deb = glob("$folder/php$found[2]-netsvr_*.deb")[0]
                    ?? throw new RuntimeException("there is " . basename($archive) . " in $folder, and no Debian package beside it");
                $all[$found[2]] = new self($found[2], $found[1], (string)realpath($archive), (string)realpath($deb));
            }
        }
        return $all;
    }

    /** Unpacks the archive into a folder, as the newer version if that is wanted. */
    public function unpack(string $folder, bool $asNewer = false): void
    {
        is_dir($folder) || mkdir($folder, 0755, true);
        Commands::must(['tar', '-xzf', $this->archive, '-C', $folder]);
        $asNewer && file_put_contents("$folder/netsvr.so", self::MORE, FILE_APPEND);
    }

    /** Puts the newer Debian package into a folder. @return string its name */
    public function newerDeb(string $folder, string $ini = ''): string
    {
        $tree = sys_get_temp_dir() . '/netsvr-deb-' . bin2hex(random_bytes(6));
        try {
            Commands::must(['dpkg-deb', '--raw-extract', $this->deb, $tree]);
            file_put_contents(trim(Commands::must(['find', $tree, '-name', 'netsvr.so'])), self::MORE, FILE_APPEND);
            $control = (string)file_get_contents("$tree/DEBIAN/control");
            file_put_contents("$tree/DEBIAN/control", str_replace("\nVersion: $this->version", "\nVersion: $this->newer", $control));
            file_put_contents("$tree/usr/share/php$this->release-netsvr/netsvr.ini", $ini, FILE_APPEND);
            unlink("$tree/DEBIAN/md5sums");
            $name = str_replace($this->version, $this->newer, basename($this->deb));
            Commands::must(['dpkg-deb', '--root-owner-group', '-Zgzip', '-z1', '--build', $tree, "$folder/$name"]);
        } finally {
            Commands::run(['rm', '-rf', $tree]);
        }
        return $name;
    }

    /** Whether that netsvr.so is the newer build. */
    public static function isNewer(string $file): bool
    {
        return str_ends_with((string)file_get_contents($file), self::MORE);
    }
}
