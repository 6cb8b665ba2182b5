<?php
/*
 * What netsvr:install writes into .env. A variable that has a value keeps it; so do those that stand for it: an
 * application that comes from Reverb or Pusher goes on with its id, key and secret.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Install;

/** @internal */
final class Variables
{
    /** Broadcasters that reach nobody: what a new project has. */
    private const NOBODY = ['', 'log', 'null'];

    /** What was done, for the console. @var list<string> */
    public array $notes = [];

    /**
     * @param string $connection the variable that chooses the broadcaster
     * @param string $front what the variables of the front end begin with: VITE_REVERB, VITE_PUSHER, MIX_PUSHER
     * @param string $workerAddrs for who has none
     */
    public function __construct(
        private readonly EnvFile $file,
        private readonly string $connection,
        private readonly string $front,
        private readonly string $workerAddrs
    ) {
    }

    /** @param bool $force whether another broadcaster is replaced */
    public function write(bool $force): void
    {
        $this->chooseBroadcaster($force);
        $new = [];
        if ($this->file->value('NETSVR_WORKER_ADDRS') === '') {
            $new['NETSVR_WORKER_ADDRS'] = $this->workerAddrs;
        }
        $from = $this->credentials();
        if ($from === null) {
            $from = 'NETSVR';
            $new += [
                'NETSVR_APP_ID' => (string)random_int(100_000, 999_999),
                'NETSVR_APP_KEY' => bin2hex(random_bytes(10)),
                'NETSVR_APP_SECRET' => bin2hex(random_bytes(20)),
            ];
        }
        if ($this->file->value('NETSVR_ENCRYPTION_KEY') === '') {
            $new['NETSVR_ENCRYPTION_KEY'] = base64_encode(random_bytes(32));
        }
        // Where the front end finds the key, it finds host and port, too.
        $hasFront = $this->file->value("{$this->front}_APP_KEY") !== '';
        if (!$hasFront && $from === 'NETSVR') {
            $new += ['NETSVR_HOST' => 'localhost', 'NETSVR_PORT' => '6060', 'NETSVR_SCHEME' => 'http'];
            $new = array_filter($new, fn(string $name): bool => $this->file->value($name) === '', ARRAY_FILTER_USE_KEY);
        }
        $names = array_map(fn(string $what): string => "{$this->front}_$what", ['APP_KEY', 'HOST', 'PORT', 'SCHEME']);
        if ($new !== []) {
            $this->file->insert($new, $hasFront ? [] : $names);
            $this->notes[] = implode(', ', array_keys($new)) . ' written';
        }
        if (!$hasFront) {
            foreach ($names as $name) {
                $this->file->set($name, '${' . $from . substr($name, strlen($this->front)) . '}');
            }
            $this->notes[] = implode(', ', $names) . ' refer to ' . $from . '_…';
        }
        $this->file->save();
    }

    /** What the variables of the application's key begin with, or null: NETSVR, REVERB, PUSHER. */
    private function credentials(): ?string
    {
        foreach (['NETSVR', 'REVERB', 'PUSHER'] as $from) {
            if ($this->file->value("{$from}_APP_KEY") !== '') {
                return $from;
            }
        }
        return null;
    }

    private function chooseBroadcaster(bool $force): void
    {
        $current = $this->file->value($this->connection);
        if ($current === 'netsvr') {
            return;
        }
        if ($force || in_array(strtolower($current), self::NOBODY, true)) {
            $this->file->set($this->connection, 'netsvr');
            $this->notes[] = "$this->connection=netsvr written";
        } else {
            $this->notes[] = "$this->connection=$current kept: set it to netsvr when you are ready, or use --force";
        }
    }
}
