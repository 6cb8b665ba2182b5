<?php
declare(strict_types=1);

use NetsvrTests\ThinkPhp\Project;
use PHPUnit\Framework\TestCase;

/** The stand-in says of ThinkPHP what is so. */
final class StandInTest extends TestCase
{
    /** Its own ways to be made, and to be told what the real one knows by other classes. */
    private const OWN = ['think\log\Channel::__construct', 'think\console\Input::take'];

    public function testItsMethodsHaveTheSignaturesOfTheRealOnes(): void
    {
        if (!Project::isReal()) {
            self::markTestSkipped('signatures: THINKPHP_DIR names no installed application');
        }
        $methods = $this->methods();
        self::assertGreaterThan(15, count($methods));
        $project = new Project();
        $real = $this->shape($project, $methods, (string)getenv('THINKPHP_DIR'));
        $ours = $this->shape($project, $methods, '');
        $isEight = str_starts_with(trim($project->think('version')), '8.');
        foreach ($ours as $method => [$modifiers, $names, $types, $returns]) {
            if (in_array($method, self::OWN, true)) {
                continue;
            }
            self::assertNotNull($real[$method], $method);
            self::assertSame([$modifiers, $names], array_slice($real[$method], 0, 2), $method);
            // ThinkPHP 6 has fewer types.
            $isEight && self::assertSame([$types, $returns], array_slice($real[$method], 2), $method);
        }
    }

    /** @return array<string, list<string>> what the files of the stand-in declare, by class */
    private function methods(): array
    {
        $methods = [];
        $folder = __DIR__ . '/stand-in/';
        foreach (new RecursiveIteratorIterator(new RecursiveDirectoryIterator($folder, FilesystemIterator::SKIP_DOTS)) as $file) {
            $class = 'think\\' . strtr(substr((string)$file, strlen($folder), -4), '/', '\\');
            preg_match_all('~^    (?:abstract )?(?:public|protected) (?:static )?function (\w+)~m', (string)file_get_contents((string)$file), $found);
            if ($found[1] !== []) {
                $methods[$class] = $found[1];
            }
        }
        return $methods;
    }

    /** @return array<string, array|null> by method */
    private function shape(Project $project, array $methods, string $application): array
    {
        $before = getenv('THINKPHP_DIR');
        putenv("THINKPHP_DIR=$application");
        try {
            [$status, $output, $errors] = $project->run([__DIR__ . '/shape.php', $project->folder, (string)json_encode($methods)]);
        } finally {
            putenv("THINKPHP_DIR=$before");
        }
        self::assertSame(0, $status, $output . $errors);
        return json_decode($output, true, 8, JSON_THROW_ON_ERROR);
    }
}
