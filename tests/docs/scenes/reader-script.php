<?php
/*
 * A command that runs a script of the reader's own, on a PHP that has the extension in its folder and loads nothing of
 * itself. The second word is the script. The first says what it has to find there: classes of the extension (on), or none
 * of them though the extension is loaded (off).
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet, string $expected, string $script): Done {
    $so = (string)getenv('NETSVR_SO');
    @mkdir("$reader->folder/extensions");
    @symlink($so, "$reader->folder/extensions/netsvr.so");
    $options = '-n -d extension_dir=' . escapeshellarg("$reader->folder/extensions") . ($expected === 'off' ? ' -d extension=netsvr' : '');
    $reader->put($script, '<?php
        echo extension_loaded("netsvr") ? "loaded, " : "not loaded, ", class_exists("NetsvrBusiness\Stats") ? "on" : "off", "\n";
    ');
    $reader->put('bin-of-scene/php', "#!/bin/sh\nexec \"\$NETSVR_DOCS_PHP\" $options \"\$@\"\n");
    chmod("$reader->folder/bin-of-scene/php", 0755);
    return $reader->shell('PATH=' . escapeshellarg("$reader->folder/bin-of-scene") . ":\$PATH\n$snippet->code")
        ->mustBeFine()
        ->mustSay("loaded, $expected\n");
};
