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
    $wanted = json_encode($words ?: ['hello']);
    // It goes on for two seconds, and on a busy machine until all has been written.
    $reader->put('page.js', <<<JS
        {
          const [begun, write] = [Date.now(), process.stdout.write];
          let written = '';
          process.stdout.write = function (text, ...more) {
            written += text;
            return write.call(this, text, ...more);
          };
          setTimeout(function look() {
            if ({$wanted}.every((word) => written.includes(word)) || Date.now() > begun + 30_000) process.exit();
            setTimeout(look, 100);
          }, 2000);
        }
        {$script[1]}

        JS);
    $done = $reader->run(['node', '--no-warnings', '--experimental-websocket', 'page.js'])->mustBeFine();
    foreach ($words ?: ['hello'] as $word) {
        $done->mustSay($word);
    }
    return $done;
};
