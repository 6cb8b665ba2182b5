<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: the language.
 */
declare(strict_types=1);

namespace think;

class Lang
{
    private $range = 'zh-cn';

    public function setLangSet(string $lang): void
    {
        $this->range = $lang;
    }

    public function getLangSet(): string
    {
        return $this->range;
    }
}
