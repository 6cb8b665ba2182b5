<?php
/*
 * A stand-in for a class of ThinkPHP 8, with the signatures of the real one: .env, and variables that begin with PHP_.
 */
declare(strict_types=1);

namespace think;

class Env
{
    protected $data = [];

    public function load(string $file): void
    {
        foreach (parse_ini_file($file, true, INI_SCANNER_RAW) ?: [] as $name => $value) {
            foreach (is_array($value) ? $value : ['' => $value] as $key => $it) {
                $this->data[strtoupper($key === '' ? $name : "{$name}_$key")] = $it;
            }
        }
    }

    public function get(string $name = null, $default = null)
    {
        $name = strtoupper(str_replace('.', '_', (string)$name));
        $variable = getenv("PHP_$name");
        return $this->data[$name] ?? ($variable === false ? $default : $variable);
    }
}
