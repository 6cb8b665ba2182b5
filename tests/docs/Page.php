<?php
/*
 * One page, snippet after snippet: what a mark means.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

final class Page
{
    private readonly Checks $checks;
    private ?Done $last = null;
    /** The code so far, for a snippet that continues the one before. */
    private string $code = '';

    public function __construct(private readonly string $root, private readonly Reader $reader, private readonly Document $document)
    {
        $this->checks = new Checks($root, $reader);
        foreach ($document->snippets as $snippet) {
            if ($snippet->is('background') && preg_match('~\b(?:devgate|netsvr)\b~', $snippet->code) && $snippet->language === 'sh') {
                $reader->bringsItsGateway();
            }
        }
    }

    /** @throws Failure when the snippet is not what it says */
    public function take(int $number): void
    {
        $snippet = $this->document->snippets[$number];
        match (true) {
            $snippet->is('not run') => $this->isReadable($snippet),
            $snippet->is('elsewhere') => $this->elsewhere($snippet),
            $snippet->is('output') => $this->compare($snippet),
            $snippet->is('scene') => $this->scene($snippet),
            $snippet->is('file') => $this->file($snippet),
            $snippet->is('background') => $this->reader->background($snippet),
            $snippet->language === 'php' => $this->php($snippet),
            in_array($snippet->language, ['sh', 'bash', 'shell'], true) => $this->shell($snippet),
            default => $this->checks->check($snippet->language, $snippet->code),
        };
    }

    /** Also what cannot be run is to be well-formed. */
    private function isReadable(Snippet $snippet): void
    {
        if (in_array($snippet->language, ['sh', 'json', 'yaml', 'toml', 'xml'], true)) {
            $this->checks->check($snippet->language, $snippet->code);
        }
    }

    /** `elsewhere: FOLDER WORDS`: the test in that folder takes the block from the page, by this very mark. */
    private function elsewhere(Snippet $snippet): void
    {
        [$folder] = explode(' ', $snippet->of('elsewhere'));
        $reads = (string)shell_exec('grep -rl --include=*.php --include=*.mjs --include=*.sh elsewhere ' . escapeshellarg("$this->root/$folder"));
        if ($reads === '') {
            throw new Failure("nothing in $folder takes blocks marked \"elsewhere\"");
        }
        $this->isReadable($snippet);
    }

    private function file(Snippet $snippet): void
    {
        $this->reader->put($snippet->of('file'), $snippet->code);
        if ($snippet->language !== '' && $snippet->language !== 'text') {
            $this->checks->check($snippet->language, $snippet->code);
        }
    }

    private function php(Snippet $snippet): void
    {
        $this->code = $snippet->is('continues') ? $this->code . $snippet->code : $snippet->code;
        $this->ended($snippet, $this->reader->php($this->code));
    }

    private function shell(Snippet $snippet): void
    {
        $this->ended($snippet, $this->reader->shell($snippet->code));
    }

    /** A mark `fails: TEXT` wants it to end badly, and to say that. */
    private function ended(Snippet $snippet, Done $done): void
    {
        $this->last = $done;
        if (!$snippet->is('fails')) {
            $done->mustBeFine();
        } elseif ($done->status === 0) {
            throw new Failure("ended well:\n$done->output");
        } elseif (!str_contains($done->output . $done->errors, $snippet->of('fails'))) {
            throw new Failure("does not say \"{$snippet->of('fails')}\":\n$done->output$done->errors");
        }
    }

    /** `…` stands for anything; blanks at the ends of lines for nothing. */
    private function compare(Snippet $snippet): void
    {
        if ($this->last === null) {
            throw new Failure('no snippet has run before it');
        }
        $pattern = str_replace('…', '.*?', preg_quote(trim((string)preg_replace('~[ \t]+$~m', '', $snippet->code)), '~'));
        $said = trim((string)preg_replace('~[ \t]+$~m', '', $this->last->output));
        if (!preg_match("~^$pattern$~s", $said)) {
            throw new Failure("it printed:\n$said\n{$this->last->errors}");
        }
    }

    /** scenes/NAME.php returns what sets the scene: fn(Reader, Snippet, string ...$words): ?Done. */
    private function scene(Snippet $snippet): void
    {
        $words = preg_split('~\s+~', $snippet->of('scene')) ?: [];
        $name = array_shift($words);
        $file = "$this->root/tests/docs/scenes/$name.php";
        if (!preg_match('~^[a-z0-9-]+$~', (string)$name) || !is_file($file)) {
            throw new Failure("there is no tests/docs/scenes/$name.php");
        }
        $this->last = (require $file)($this->reader, $snippet, ...$words) ?? $this->last;
    }
}
