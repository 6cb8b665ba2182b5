<?php
/*
 * The applications that this one knows: its own, the first, and those whose clients its netsvr:work serves, too.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use InvalidArgumentException;
use SensitiveParameter;

final class Applications
{
    /** Keys that may be repeated in a message and a log: what else a stranger calls a key may be of any bytes. */
    private const KEY = '/^[0-9A-Za-z._-]{1,64}$/D';

    /** @var array<string, Application> by key */
    private array $byKey = [];
    /** @var array<string, Application>|null by the topics that connections of theirs have; null: nobody has asked yet */
    private ?array $byGroup = null;

    /**
     * @param non-empty-list<Application> $all
     * @throws InvalidArgumentException when two have the same id or key
     */
    public function __construct(private readonly array $all)
    {
        $ids = [];
        foreach ($all as $application) {
            if (isset($this->byKey[$application->key]) || isset($ids[$application->id])) {
                throw new InvalidArgumentException(
                    "netsvr: apps: two have the id $application->id or the key $application->key"
                );
            }
            $ids[$application->id] = true;
            $this->byKey[$application->key] = $application;
        }
    }

    /**
     * @param list<array<string, string|null>> $apps of config/netsvr.php; what is missing in the first is derived
     * @param string $appKey APP_KEY
     * @param string $prefix before all topics
     * @throws InvalidArgumentException for a setting that cannot be right; names it
     */
    public static function fromConfig(array $apps, #[SensitiveParameter] string $appKey, string $prefix): self
    {
        $derived = static fn(string $what): string => hash_hmac('sha256', "netsvr application $what", $appKey);
        $all = [];
        foreach (array_values($apps ?: [[]]) as $number => $app) {
            if ($number > 0 && !(($app['id'] ?? '') && ($app['key'] ?? '') && ($app['secret'] ?? ''))) {
                throw new InvalidArgumentException("netsvr: apps: id, key and secret of number $number are required");
            }
            if ($number > 0 && !isset($app['customer_prefix'])) {
                // Else a user would get what is for another one, and be thrown out with that.
                throw new InvalidArgumentException("netsvr: apps: {$app['id']} has no customer_prefix. Gateways know users only"
                    . " by their ids: set it to \"{$app['id']}:\", here and there (NETSVR_CUSTOMER_PREFIX); or to '', if all applications"
                    . ' share their users.');
            }
            $id = (string)($app['id'] ?? '');
            $key = (string)($app['key'] ?? '');
            $secret = (string)($app['secret'] ?? '');
            $all[] = new Application(
                $id !== '' ? $id : substr($derived('id'), 0, 8),
                $key !== '' ? $key : substr($derived('key'), 0, 20),
                $secret !== '' || $appKey === '' ? $secret : $derived('secret'),
                (string)($app['encryption_key'] ?? ''),
                $prefix,
                (string)($app['client_events'] ?? '') ?: Application::MEMBERS,
                (string)($app['customer_prefix'] ?? '')
            );
        }
        return new self($all);
    }

    /** @return non-empty-list<Application> */
    public function all(): array
    {
        return $this->all;
    }

    /** The application that this process is part of. */
    public function default(): Application
    {
        return $this->all[0];
    }

    public function find(string $id): ?Application
    {
        foreach ($this->all as $application) {
            if ($application->id === $id) {
                return $application;
            }
        }
        return null;
    }

    public function byKey(string $key): ?Application
    {
        return $this->byKey[$key] ?? null;
    }

    /**
     * The application of a client that connects.
     *
     * @param string|null $key null: the gateway has not told, because no proxy has put it where it can see it
     * @throws UnknownApplication says why, for whoever sees the browser's console
     */
    public function serving(?string $key): Application
    {
        if ($key === null && count($this->all) > 1) {
            throw new UnknownApplication('Several applications share this server, and the request does not say which one is meant:'
                . ' a gateway does not forward the path. Let the proxy in front put the key into the query as ' . Handshake::KEY . '.');
        }
        return $key === null ? $this->default() : $this->byKey($key)
            ?? throw new UnknownApplication(preg_match(self::KEY, $key) === 1
                ? "No application here has the key $key: the page and netsvr:work need the same APP_KEY (or NETSVR_APP_KEY)."
                : 'No application here has such a key.');
    }

    /**
     * The application whose connection has these topics.
     *
     * @param iterable<string> $topics
     */
    public function of(iterable $topics): ?Application
    {
        $byGroup = $this->byGroup();
        foreach ($topics as $topic) {
            if (isset($byGroup[$topic])) {
                return $byGroup[$topic];
            }
        }
        return null;
    }

    /**
     * The id of another application whose connection has these topics.
     *
     * @param iterable<string> $topics
     */
    public function foreign(iterable $topics): ?string
    {
        $pattern = '/^' . preg_quote($this->default()->prefix, '/') . '([0-9A-Za-z._-]+)#\d\d$/D';
        $byGroup = $this->byGroup();
        foreach ($topics as $topic) {
            if (!isset($byGroup[$topic]) && preg_match($pattern, $topic, $found) === 1) {
                return $found[1];
            }
        }
        return null;
    }

    /** @return array<string, Application> made when the first event comes: a request of HTTP has none */
    private function byGroup(): array
    {
        if ($this->byGroup === null) {
            $this->byGroup = [];
            foreach ($this->all as $application) {
                $this->byGroup += array_fill_keys($application->groups(), $application);
            }
        }
        return $this->byGroup;
    }
}
