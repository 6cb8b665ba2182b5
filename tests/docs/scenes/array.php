<?php
/* Entries of an array, as in a file of config/: PHP reads them, and every class that they name by ::class is a name. */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet): Done {
    $env = 'function env(string $name, mixed $otherwise = null): mixed { return $otherwise; }';
    $code = "<?php\n$env\n\$read = [\n$snippet->code];\nexit(\$read !== [] && !array_is_list(\$read) ? 0 : 1);\n";
    return $reader->php($code)->mustBeFine();
};
