<?php
/*
 * Makes sure that this PHP has NetsvrBusiness\*: by the extension, or by the PHP package that was recorded
 * when NETSVR_ORIGINAL names its src folder. Ends with status 2 and the reason otherwise.
 */
declare(strict_types=1);

(static function (): void {
    $fail = static function (string $why): never {
        fwrite(STDERR, "$why\n");
        exit(2);
    };
    $original = (string)getenv('NETSVR_ORIGINAL');
    if ($original === '') {
        if (!extension_loaded('netsvr')) {
            $fail('the extension netsvr is not loaded: php -n -d extension=/path/to/libnetsvr.so …');
        }
        return;
    }
    if (extension_loaded('netsvr')) {
        $fail('NETSVR_ORIGINAL is set and the extension netsvr is loaded: only one of them can be run');
    }
    $protocol = (string)getenv('NETSVR_ORIGINAL_PROTOCOL');
    $messages = rtrim(\NetsvrTests\Conformance\Api::current()->messages, '\\');
    $roots = ['NetsvrBusiness\\' => "$original/", "$messages\\" => "$protocol/src/$messages/"];
    foreach ($roots as $folder) {
        is_dir($folder) || $fail("$folder, named by NETSVR_ORIGINAL or NETSVR_ORIGINAL_PROTOCOL, is no folder");
    }
    $protobuf = stream_resolve_include_path('Google/Protobuf/Internal/Message.php');
    $protobuf !== false || $fail('Google\\Protobuf is not in the include path: install php-google-protobuf');
    $roots['Google\\Protobuf\\'] = dirname($protobuf, 2) . '/';
    $roots['GPBMetadata\\'] = dirname($protobuf, 4) . '/GPBMetadata/';
    \NetsvrTests\Support\loadClasses($roots);
    require_once "$original/Functions.php";
})();
