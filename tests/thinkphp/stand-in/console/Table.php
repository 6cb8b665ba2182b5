<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: a table of text.
 */
declare(strict_types=1);

namespace think\console;

class Table
{
    protected $header = [];
    protected $rows = [];

    public function setHeader(array $header, int $align = 1): void
    {
        $this->header = $header;
    }

    public function setRows(array $rows, int $align = 1): void
    {
        $this->rows = $rows;
    }

    public function render(array $dataList = []): string
    {
        return implode('', array_map(static fn(array $row): string => '| ' . implode(' | ', $row) . " |\n", [$this->header, ...$this->rows]));
    }
}
