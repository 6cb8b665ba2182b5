<?php
/*
 * Calls what a Webman project has among its Composer scripts for packages: support\Plugin::install or ::uninstall.
 * Run in the project's folder.
 */
declare(strict_types=1);

require_once getcwd() . '/vendor/autoload.php';

$package = new class {
    public function getAutoload(): array
    {
        $file = dirname(__DIR__, 3) . '/php/composer.json';
        return json_decode((string)file_get_contents($file), true)['autoload'];
    }
};
$operation = new class ($package) {
    public function __construct(private object $package)
    {
    }

    public function getPackage(): object
    {
        return $this->package;
    }
};
$event = new class ($operation) {
    public function __construct(private object $operation)
    {
    }

    public function getOperation(): object
    {
        return $this->operation;
    }
};
[support\Plugin::class, $argv[1]]($event);
