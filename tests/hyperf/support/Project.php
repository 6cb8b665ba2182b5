<?php
/*
 * A Hyperf project with the files of its page (`elsewhere: tests/hyperf FILE`): on the application that HYPERF_DIR names, with
 * the extension Swoole (SWOOLE_SO, by default the installed one), or on the stand-in.
 */
declare(strict_types=1);

namespace NetsvrTests\Hyperf;

use NetsvrTests\Support\PastedProject;
use NetsvrTests\Support\Program;
use RuntimeException;

final class Project extends PastedProject
{
    private readonly string $hyperf;

    public function __construct(string $page = 'docs/hyperf.md')
    {
        parent::__construct($page, 'tests/hyperf');
        $this->hyperf = (string)getenv('HYPERF_DIR');
        $skeleton = dirname(__DIR__) . '/skeleton';
        foreach (['bin/hyperf.php', 'config/config.php', 'config/autoload/annotations.php', 'config/autoload/logger.php', 'composer.json'] as $file) {
            is_dir(dirname("$this->folder/$file")) || mkdir(dirname("$this->folder/$file"), 0700, true);
            copy("$skeleton/$file", "$this->folder/$file");
        }
        if (!$this->isReal()) {
            copy(dirname(__DIR__) . '/stand-in/hyperf.php', "$this->folder/bin/hyperf.php");
        } else {
            is_file("$this->hyperf/vendor/autoload.php") && is_file("$this->hyperf/composer.lock")
                || throw new RuntimeException("HYPERF_DIR=$this->hyperf is no installed application of Hyperf: run composer install there");
            // Where Hyperf finds what its packages bring with them.
            copy("$this->hyperf/composer.lock", "$this->folder/composer.lock");
            $this->options = ['-d', 'extension=' . (getenv('SWOOLE_SO') ?: 'swoole'), '-d', 'swoole.use_shortname=Off'];
        }
        $this->paste();
        $this->environment += ['HYPERF_DIR' => $this->hyperf, 'COLUMNS' => '500'];
    }

    public function isReal(): bool
    {
        return $this->hyperf !== '';
    }

    public function command(string ...$arguments): Program
    {
        return $this->php('bin/hyperf.php', ...$arguments);
    }
}
