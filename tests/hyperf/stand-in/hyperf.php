<?php
/*
 * `php bin/hyperf.php` without Hyperf: the signatures that the pasted files use, on the Symfony and Monolog of Debian. Knows
 * commands by their attribute, and makes objects by the types of their constructors.
 */
declare(strict_types=1);

namespace {
    require_once '/usr/share/php/Symfony/Component/Console/autoload.php';
    require_once getenv('NETSVR_TEST_ROOT') . '/tests/support/autoload.php';
    error_reporting(E_ALL & ~E_DEPRECATED);
}

namespace Hyperf\Support {
    function env(string $key, mixed $default = null): mixed
    {
        $value = getenv($key);
        return $value === false ? $default : $value;
    }
}

namespace Hyperf\Contract {
    interface ConfigInterface
    {
        public function get(string $key, mixed $default = null): mixed;

        public function has(string $keys): bool;

        public function set(string $key, mixed $value): void;
    }
}

namespace Hyperf\Coroutine {
    final class Coroutine
    {
        public static function inCoroutine(): bool
        {
            return getenv('TEST_IN_COROUTINE') === '1';
        }
    }
}

namespace Hyperf\Logger {
    use Psr\Log\LoggerInterface;

    class LoggerFactory
    {
        public function get(string $name = 'hyperf', ?string $channel = null): LoggerInterface
        {
            return new \Monolog\Logger($name, [new \Monolog\Handler\StreamHandler('php://stderr')]);
        }
    }
}

namespace Hyperf\Command\Annotation {
    #[\Attribute(\Attribute::TARGET_CLASS)]
    class Command
    {
        public function __construct(
            public string $name = '',
            public array $arguments = [],
            public array $options = [],
            public string $description = '',
            public array $aliases = [],
            public string $signature = '',
        ) {
        }
    }
}

namespace Hyperf\Command {
    use Symfony\Component\Console\Command\Command as SymfonyCommand;
    use Symfony\Component\Console\Input\InputInterface;
    use Symfony\Component\Console\Output\OutputInterface;

    abstract class Command extends SymfonyCommand
    {
        protected ?string $name = null;
        protected string $description = '';
        protected bool $coroutine = true;
        protected InputInterface $input;
        protected OutputInterface $output;

        public function __construct(?string $name = null)
        {
            parent::__construct($name ?? $this->name);
            $this->setDescription($this->description);
            foreach ($this->getArguments() as $argument) {
                $this->addArgument(...$argument);
            }
        }

        public function run(InputInterface $input, OutputInterface $output): int
        {
            [$this->input, $this->output] = [$input, $output];
            return parent::run($input, $output);
        }

        public function info($string, $verbosity = null): void
        {
            $this->output->writeln("<info>$string</info>");
        }

        public function error($string, $verbosity = null): void
        {
            $this->output->writeln("<error>$string</error>");
        }

        protected function execute(InputInterface $input, OutputInterface $output): int
        {
            $status = $this->handle();
            return is_int($status) ? $status : self::SUCCESS;
        }

        protected function getArguments(): array
        {
            return [];
        }
    }
}

namespace {
    use Hyperf\Contract\ConfigInterface;

    define('BASE_PATH', dirname(__DIR__));
    spl_autoload_register(static function (string $class): void {
        $file = BASE_PATH . '/app/' . str_replace('\\', '/', substr($class, strlen('App\\'))) . '.php';
        if (str_starts_with($class, 'App\\') && is_file($file)) {
            require $file;
        }
    });

    $config = new class (['netsvr' => require BASE_PATH . '/config/autoload/netsvr.php']) implements ConfigInterface {
        public function __construct(private array $config)
        {
        }

        public function get(string $key, mixed $default = null): mixed
        {
            return $this->config[$key] ?? $default;
        }

        public function has(string $keys): bool
        {
            return isset($this->config[$keys]);
        }

        public function set(string $key, mixed $value): void
        {
            $this->config[$key] = $value;
        }
    };
    $make = static function (string $class) use (&$make, $config): object {
        if ($class === ConfigInterface::class) {
            return $config;
        }
        $constructor = (new ReflectionClass($class))->getConstructor();
        $parameters = array_filter($constructor?->getParameters() ?? [], static fn(ReflectionParameter $it): bool => !$it->isOptional());
        return new $class(...array_map(static fn(ReflectionParameter $it): object => $make((string)$it->getType()), $parameters));
    };
    $application = new Symfony\Component\Console\Application();
    foreach (glob(BASE_PATH . '/app/Command/*.php') ?: [] as $file) {
        $class = 'App\\Command\\' . basename($file, '.php');
        if ((new ReflectionClass($class))->getAttributes(Hyperf\Command\Annotation\Command::class) !== []) {
            $application->add($make($class));
        }
    }
    $application->run();
}
