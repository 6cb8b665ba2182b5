<?php
/*
 * Issues tickets, and redeems them. A ticket says who a client is: it is given out over HTTP, where the user is logged
 * in, and shown by the client that connects. It holds for one connection, and not for long.
 *
 *     nt1.  base64url of: application (4 bytes), nonce (12), [expiry (4), length (2), customerId, session], tag (16)
 *
 * What stands in brackets is encrypted: URLs are kept in logs. The tag (AES-256-GCM) is the proof that the application
 * has made all of it. That a nonce has been used is kept in a cache store, until the ticket has expired anyway.
 */
declare(strict_types=1);

namespace NetsvrBusiness\Laravel\Identity;

use Illuminate\Contracts\Cache\Repository;
use Illuminate\Contracts\Container\Container;
use Illuminate\Support\Carbon;
use InvalidArgumentException;
use NetsvrBusiness\Laravel\Broadcasting\Application;
use NetsvrBusiness\Laravel\Support\SharedStore;
use NetsvrBusiness\Laravel\Support\StoreNotShared;
use SensitiveParameter;

final class Tickets
{
    private const MARK = 'nt1.';
    private const CIPHER = 'aes-256-gcm';
    private const APPLICATION = 4;
    private const NONCE = 12;
    private const TAG = 16;
    private const HEAD = 6;
    /** Characters: what stands in a URL, and in a header of a proxy. */
    private const LONGEST = 2048;
    /** Seconds by which the clocks of two machines may differ: so much longer a nonce is kept. */
    private const SKEW = 60;

    public function __construct(private readonly Container $container)
    {
    }

    /**
     * @param string $session what the gateway is to keep for the connection
     * @param int $seconds in which the client has to connect
     * @throws InvalidArgumentException for no customer, no time, or a session that is too long for a URL
     * @throws StoreNotShared when the store of the nonces cannot be right: said here, before a client is refused
     */
    public function issue(Application $application, string $customerId, string $session, int $seconds): string
    {
        if ($customerId === '' || $seconds < 1) {
            throw new InvalidArgumentException('netsvr: a ticket needs a customerId, and at least one second');
        }
        $this->nonces();
        $nonce = random_bytes(self::NONCE);
        $head = self::mark($application);
        $text = pack('Nn', self::now() + $seconds, strlen($customerId)) . $customerId . $session;
        $tag = '';
        $sealed = openssl_encrypt($text, self::CIPHER, self::key($application), OPENSSL_RAW_DATA, $nonce, $tag, $head, self::TAG);
        $ticket = self::MARK . self::encode($head . $nonce . $sealed . $tag);
        if (strlen($ticket) > self::LONGEST) {
            throw new InvalidArgumentException(sprintf(
                'netsvr: the ticket for %s would have %d characters, and %d fit: its session of %d bytes is too long',
                $customerId,
                strlen($ticket),
                self::LONGEST,
                strlen($session)
            ));
        }
        return $ticket;
    }

    /**
     * @param string $uniqId the connection that shows the ticket, which may show it again; empty: nobody may
     * @throws TicketRefused
     * @throws StoreNotShared
     */
    public function redeem(Application $application, #[SensitiveParameter] string $ticket, string $uniqId = ''): Redeemed
    {
        [$nonce, $expiry, $customerId, $session] = $this->open($application, $ticket);
        $left = $expiry - self::now();
        if ($left <= 0) {
            throw new TicketRefused(Refusal::Expired);
        }
        $nonces = $this->nonces();
        $key = 'netsvr:ticket:' . bin2hex($nonce);
        $first = $nonces->add($key, $uniqId, $left + self::SKEW);
        if (!$first && ($uniqId === '' || (string)$nonces->get($key) !== $uniqId)) {
            throw new TicketRefused(Refusal::Used);
        }
        return new Redeemed($customerId, $session, !$first);
    }

    /** Whether a text claims to be a ticket, wherever it stands. */
    public static function looksLike(string $text): bool
    {
        return str_starts_with($text, self::MARK);
    }

    /**
     * @return array{string, int, string, string} nonce, expiry, customerId, session
     * @throws TicketRefused
     */
    private function open(Application $application, string $ticket): array
    {
        $bytes = self::looksLike($ticket) && strlen($ticket) <= self::LONGEST
            ? self::decode(substr($ticket, strlen(self::MARK)))
            : '';
        $sealed = strlen($bytes) - self::APPLICATION - self::NONCE - self::TAG;
        if ($sealed <= self::HEAD) {
            throw new TicketRefused(Refusal::Forged);
        }
        $head = self::mark($application);
        if (!str_starts_with($bytes, $head)) {
            throw new TicketRefused(Refusal::Foreign);
        }
        $nonce = substr($bytes, self::APPLICATION, self::NONCE);
        $text = openssl_decrypt(
            substr($bytes, self::APPLICATION + self::NONCE, $sealed),
            self::CIPHER,
            self::key($application),
            OPENSSL_RAW_DATA,
            $nonce,
            substr($bytes, -self::TAG),
            $head
        );
        if ($text === false) {
            throw new TicketRefused(Refusal::Forged);
        }
        ['expiry' => $expiry, 'length' => $length] = unpack('Nexpiry/nlength', $text);
        return [$nonce, $expiry, substr($text, self::HEAD, $length), substr($text, self::HEAD + $length)];
    }

    private function nonces(): Repository
    {
        $name = $this->container->make('config')->get('netsvr.ticket.store');
        return SharedStore::of($this->container, 'tickets', 'NETSVR_TICKET_STORE', $name);
    }

    /** Says whose ticket it is, so that whoever gets another one's can say so; proves nothing. */
    private static function mark(Application $application): string
    {
        return hash('xxh32', "$application->id:$application->key", true);
    }

    private static function key(Application $application): string
    {
        return $application->derive('ticket');
    }

    /** As Laravel counts, whose tests can travel in time. */
    private static function now(): int
    {
        return Carbon::now()->getTimestamp();
    }

    private static function encode(string $bytes): string
    {
        return rtrim(strtr(base64_encode($bytes), '+/', '-_'), '=');
    }

    /** Empty for what encode() does not give: a ticket has one spelling. */
    private static function decode(string $text): string
    {
        $bytes = base64_decode(strtr($text, '-_', '+/'), true);
        return $bytes !== false && self::encode($bytes) === $text ? $bytes : '';
    }
}
