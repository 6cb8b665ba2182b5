<?php
/*
 * What a client has said while it connected: its query. A gateway 5.x hands it on. A gateway 8.x takes none, so a proxy
 * puts it into X-Real-IP. Gateways forward no path: a proxy puts the key that stands there into the query.
 *
 *     /app/4f1c…?protocol=7&client=js  ->  app_key=4f1c…&protocol=7&client=js
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Broadcasting;

use Netsvr\ConnOpen;

final class Handshake
{
    /** The parameter that names the application. */
    public const KEY = 'app_key';

    /** Parameters that are looked at: a stranger may send as many as the gateway's buffer for headers holds. */
    private const MOST = 50;

    private function __construct(private readonly string $query)
    {
    }

    public static function of(ConnOpen $connOpen): self
    {
        $query = $connOpen->getRawQuery();
        if ($query === '') {
            // an address holds no "="
            $query = str_contains($connOpen->getXRealIp(), '=') ? $connOpen->getXRealIp() : '';
        }
        return new self($query);
    }

    /**
     * A parameter; null when it is not there. Of several the first one counts: a proxy puts its own before those of the
     * client. What it holds is a stranger's: any bytes.
     */
    public function parameter(string $name): ?string
    {
        foreach (array_slice(explode('&', $this->query, self::MOST + 1), 0, self::MOST) as $parameter) {
            if (str_starts_with($parameter, "$name=")) {
                return urldecode(substr($parameter, strlen($name) + 1));
            }
        }
        return null;
    }

    /** The key of the application; null when nobody has put it there. */
    public function key(): ?string
    {
        return $this->parameter(self::KEY);
    }
}
