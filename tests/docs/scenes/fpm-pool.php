<?php
/* Lines for a pool of php-fpm: php-fpm takes them, in a pool that has the rest. */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet): ?Done {
    $version = PHP_MAJOR_VERSION . '.' . PHP_MINOR_VERSION;
    $fpm = array_values(array_filter(["/usr/sbin/php-fpm$version", '/usr/local/sbin/php-fpm'], is_executable(...)))[0] ?? null;
    if ($fpm === null) {
        return null;
    }
    $reader->put('fpm.conf', <<<CONF
        [global]
        error_log = {$reader->folder}/fpm.log
        [www]
        user = www-data
        listen = {$reader->folder}/fpm.sock
        pm = dynamic
        pm.start_servers = 1
        pm.min_spare_servers = 1
        pm.max_spare_servers = 1
        {$snippet->code}
        CONF);
    return $reader->run([$fpm, '-n', '-R', '-t', '-y', "$reader->folder/fpm.conf"])->mustBeFine();
};
