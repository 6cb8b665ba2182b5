<?php
/*
 * A page with a script, in Node in the place of a browser: what it writes to the console. The further words of the mark
 * have to be among it.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

return static function (Reader $reader, Snippet $snippet, string ...$words): Done {
    $root = dirname(__DIR__, 3);
    (new Checks($root, $reader))->check('html', $snippet->code);
    preg_match('~<script[^>]*>(.*?)</script>~s', $snippet->code, $script) || throw new Failure('there is no script in it');
    $reader->put('page.js', "$script[1]\nsetTimeout(() => process.exit(), 2000);\n");
    $done = $reader->run(['node', '--no-warnings', '--experimental-websocket', 'page.js'])->mustBeFine();
    foreach ($words ?: ['hello'] as $word) {
        $done->mustSay($word);
    }
    return $done;
};
