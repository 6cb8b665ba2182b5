<?php
declare(strict_types=1);

namespace App;

use Illuminate\Contracts\Config\Repository;
use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\Closed;
use NetsvrBusiness\Support\Denied;
use NetsvrBusiness\Support\Opening;
use RuntimeException;

/** Takes the token `user-N` for proof of being user N; writes down who has gone. */
final class SocketAuthenticator implements Callbacks
{
    public function __construct(private Repository $config)
    {
    }

    public function opening(Opening $opening): Admission
    {
        $token = $opening->token();
        if ($token === '') {
            return Admission::guest();
        }
        if ($token === 'fail') {
            throw new RuntimeException('the users cannot be read');
        }
        if ($token === 'slow') {
            usleep((int)($opening->secondsLeft() * 1e6) + 20_000);
            return Admission::guest();
        }
        if (sscanf($token, 'user-%d', $id) !== 1) {
            throw new Denied(['please' => 'log in']);
        }
        return Admission::as($id)
            ->session(['token' => $token])
            ->topics("user.$id", 'news')
            ->send(['welcome to' => $this->config->get('app.name')]);
    }

    public function closed(Closed $closed): void
    {
        if ($closed->session === 'fail') {
            throw new RuntimeException('cannot be written down');
        }
        $line = json_encode([$closed->uniqId, $closed->customerId, $closed->session, $closed->topics]);
        file_put_contents(storage_path('closed'), "$line\n", FILE_APPEND);
    }
}
