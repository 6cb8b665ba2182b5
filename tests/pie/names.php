<?php
/*
 * Has PIE's own classes read composer.json, and prints the names of archives that they look for on behalf of a PHP, one a
 * line, the first choice first. Fails where PIE would not look for an archive first, and take the sources then.
 *
 *     php tests/pie/names.php PIE_DIR PHP VERSION
 */
declare(strict_types=1);

use Composer\Package\Loader\ArrayLoader;
use Php\Pie\DependencyResolver\Package;
use Php\Pie\Downloading\DownloadUrlMethod;
use Php\Pie\Platform\TargetPhp\PhpBinaryPath;
use Php\Pie\Platform\TargetPlatform;

[, $pie, $php, $version] = $argv;
require "$pie/vendor/autoload.php";

$json = json_decode((string)file_get_contents(dirname(__DIR__, 2) . '/composer.json'), true, flags: JSON_THROW_ON_ERROR);
$package = Package::fromComposerCompletePackage((new ArrayLoader())->load(['version' => $version] + $json));
$platform = TargetPlatform::fromPhpBinaryPath(PhpBinaryPath::fromPhpBinaryPath($php), 1, null);
$methods = DownloadUrlMethod::possibleDownloadUrlMethodsForPackage($package, $platform);
if ($methods !== [DownloadUrlMethod::PrePackagedBinary, DownloadUrlMethod::ComposerDefaultDownload]) {
    fwrite(STDERR, 'PIE would try ' . implode(', ', array_column($methods, 'value')) . "\n");
    exit(1);
}
echo implode("\n", $methods[0]->possibleAssetNames($package, $platform)), "\n";
