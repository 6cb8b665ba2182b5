<?php
/*
 * Where a command of this library prints its report. Knows no framework; each console has an implementation.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Support;

/** @internal */
interface ReportOutput
{
    /** As it is: what looks like markup of the console is text. */
    public function line(string $text): void;

    /** The same, shown as an error. */
    public function problem(string $text): void;

    /** To the standard error, where there is one: whoever keeps the report in a file does not get it into that. */
    public function aside(string $text): void;

    /**
     * @param list<string> $columns
     * @param list<list<mixed>> $rows
     */
    public function table(array $columns, array $rows): void;
}
