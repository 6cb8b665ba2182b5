<?php
/*
 * What is no program is held against its own parser: settings of php.ini against PHP with the extension, JSON, YAML, TOML
 * and XML against theirs, scripts against Node, server blocks against nginx.
 */
declare(strict_types=1);

namespace NetsvrTests\Docs;

use DOMDocument;
use JsonException;

final class Checks
{
    public function __construct(private readonly string $root, private readonly Reader $reader)
    {
    }

    /** @throws Failure */
    public function check(string $language, string $code): void
    {
        match ($language) {
            'php' => $this->tool(['php', '-l', $this->file('check.php', $code)]),
            'sh', 'bash', 'shell' => $this->tool(['bash', '-n', $this->file('check.sh', $code)]),
            'js', 'javascript', 'mjs' => $this->tool(['node', '--check', $this->file('check.mjs', $code)]),
            'json' => $this->json($code),
            'yaml', 'yml' => $this->tool(['python3', '-c', 'import sys, yaml; list(yaml.safe_load_all(open(sys.argv[1])))', $this->file('check.yaml', $code)]),
            'toml' => $this->toml($code),
            'xml' => $this->xml($code),
            'html' => $this->html($code),
            'ini' => $this->ini($code),
            'nginx' => $this->nginx($code),
            'dockerfile' => preg_match('~^FROM \S~m', $code) ? null : throw new Failure('no FROM in it'),
            default => throw new Failure("nobody checks the language $language: teach tests/docs/Checks.php"),
        };
    }

    private function file(string $name, string $code): string
    {
        $this->reader->put("checked/$name", $code);
        return "checked/$name";
    }

    private function tool(array $command): void
    {
        $this->reader->run($command)->mustBeFine();
    }

    private function json(string $code): void
    {
        try {
            json_decode($code, flags: JSON_THROW_ON_ERROR);
        } catch (JsonException $failed) {
            throw new Failure("no JSON: {$failed->getMessage()}");
        }
    }

    /** A gateway's configuration has keys that one generation knows, all of them. */
    private function toml(string $code): void
    {
        $script = 'import json, sys, tomllib; print(json.dumps(tomllib.load(open(sys.argv[1], "rb"))))';
        $read = json_decode($this->reader->run(['python3', '-c', $script, $this->file('check.toml', $code)])->mustBeFine()->output, true);
        $keys = [];
        foreach ($read as $section => $values) {
            array_push($keys, ...(is_array($values) ? array_map(static fn(string $key): string => "$section.$key", array_keys($values)) : [".$section"]));
        }
        $missing = [];
        foreach (['5', '8'] as $generation) {
            $missing[$generation] = array_diff($keys, $this->gatewayKeys($generation));
        }
        if ($missing['5'] !== [] && $missing['8'] !== []) {
            throw new Failure('gateways 5.x have no ' . implode(', ', $missing['5']) . '; gateways 8.x have no ' . implode(', ', $missing['8']));
        }
    }

    /** @return list<string> "Section.Key" */
    private function gatewayKeys(string $generation): array
    {
        preg_match_all("~^([\\w.]+)(?: \\d)* $generation\\b~m", (string)file_get_contents("$this->root/tests/docs/gateway-keys.txt"), $keys);
        return $keys[1];
    }

    private function xml(string $code): void
    {
        $before = libxml_use_internal_errors(true);
        $document = new DOMDocument();
        // A part of a file is as good as a whole one.
        $fine = $document->loadXML($code) || $document->loadXML("<part>$code</part>");
        $errors = libxml_get_errors();
        libxml_clear_errors();
        libxml_use_internal_errors($before);
        if (!$fine) {
            throw new Failure('no XML: ' . trim($errors[0]->message ?? 'unknown'));
        }
    }

    /** Scripts inside of the page are held against Node. */
    private function html(string $code): void
    {
        if (!preg_match('~^\s*<!doctype html>|^\s*<\w~i', $code)) {
            throw new Failure('no HTML');
        }
        preg_match_all('~<script\b([^>]*)>(.*?)</script>~si', $code, $scripts, PREG_SET_ORDER);
        foreach ($scripts as [, $attributes, $script]) {
            $name = str_contains($attributes, 'module') ? 'check.mjs' : 'check.js';
            $this->tool(['node', '--check', $this->file($name, $script)]);
        }
    }

    /** Lines of php.ini go through PHP; those of .env and of units through the parser. */
    private function ini(string $code): void
    {
        if (preg_match('~^[A-Z][A-Z0-9_]*=~m', $code)) {
            $this->environment($code);
            return;
        }
        if (@parse_ini_string($code, true, INI_SCANNER_RAW) === false) {
            throw new Failure('no ini file: ' . (error_get_last()['message'] ?? ''));
        }
        if (!preg_match('~^;?\s*(?:netsvr\.\w+|extension)\s*=~m', $code)) {
            return;
        }
        // What is commented out shows a value as well.
        $lines = (string)preg_replace(['~^;(netsvr\.\w+ ?=)~m', '~^extension\s*=.*~m'], ['$1', ''], $code);
        $this->file('check.ini', $lines);
        // -n would pass the file over, so PHP scans its folder and nothing else.
        $done = $this->reader->run(['env', "PHP_INI_SCAN_DIR={$this->reader->folder}/checked", 'sh', '-c',
            'exec "$NETSVR_DOCS_PHP" -c /nonexistent -d extension="$NETSVR_SO" -d display_startup_errors=1 -r "echo json_encode(ini_get_all(\'netsvr\', false));"']);
        $known = json_decode($done->mustBeFine()->output, true) ?? throw new Failure("PHP says: $done->output$done->errors");
        preg_match_all('~^(netsvr\.\w+)\s*=~m', $lines, $keys);
        foreach ($keys[1] as $key) {
            if (!array_key_exists($key, $known)) {
                throw new Failure("the extension has no setting $key");
            }
        }
        unlink("{$this->reader->folder}/checked/check.ini");
    }

    /** Variables of ours are those that the library's configuration reads. */
    private function environment(string $code): void
    {
        preg_match_all('~^(NETSVR_[A-Z0-9_]+)=~m', $code, $found);
        foreach ($found[1] as $name) {
            $sources = file_get_contents("$this->root/php/config/netsvr.php") . (string)shell_exec('cat ' . escapeshellarg($this->root) . '/php/src/Laravel/*/*.php');
            if (!str_contains((string)$sources, $name)) {
                throw new Failure("nothing in php/ reads the variable $name");
            }
        }
    }

    private function nginx(string $code): void
    {
        $inner = preg_match('~^\s*(?:http|events)\s*\{~m', $code) ? $code : match (true) {
            preg_match('~^\s*(?:server|upstream|map|limit_\w+_zone|log_format)\b~m', $code) === 1 => "events {}\nhttp {\n$code\n}\n",
            default => "events {}\nhttp {\nserver {\nlisten 127.0.0.1:8099;\n$code\n}\n}\n",
        };
        // Certificates are the reader's own; so are the files of its site.
        $inner = (string)preg_replace('~^\s*(?:ssl_certificate|ssl_certificate_key|include)\b.*;.*$~m', '', $inner);
        $inner = (string)preg_replace('~(listen [^;]*) ssl\b~', '$1', $inner);
        $file = $this->file('nginx.conf', "pid {$this->reader->folder}/nginx.pid;\nerror_log stderr;\n$inner");
        $done = $this->reader->run(['sh', '-c', "PATH=\$PATH:/usr/sbin nginx -t -p {$this->reader->folder} -c $file -g 'daemon off;'"]);
        if ($done->status !== 0) {
            throw new Failure($done->errors);
        }
    }
}
