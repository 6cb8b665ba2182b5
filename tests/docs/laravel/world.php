<?php
/*
 * The application that pages on Laravel talk about: its user, events and services. The base class of its tests is in TestCase.php.
 */
declare(strict_types=1);

namespace App\Models {
    use Illuminate\Foundation\Auth\User as Authenticatable;
    use Illuminate\Notifications\Notifiable;

    final class User extends Authenticatable
    {
        use Notifiable;

        protected $guarded = [];
        public $timestamps = false;
    }

    final class Order
    {
        public function __construct(public int $id)
        {
        }
    }
}

namespace App\Events {
    use Illuminate\Broadcasting\PrivateChannel;
    use Illuminate\Contracts\Broadcasting\ShouldBroadcastNow;

    final class OrderShipped implements ShouldBroadcastNow
    {
        public function __construct(public int $id)
        {
        }

        /** @return list<PrivateChannel> */
        public function broadcastOn(): array
        {
            return [new PrivateChannel("orders.$this->id")];
        }
    }
}

namespace App\Services {
    use stdClass;

    final class ChatService
    {
        /** @var list<array{string, string}> */
        public array $said = [];

        public function said(string $uniqId, string $text): void
        {
            $this->said[] = [$uniqId, $text];
        }
    }

    final class TokenRepository
    {
        public function find(string $token): ?stdClass
        {
            return $token === 'secret' ? (object)['id' => 17, 'name' => 'Ann'] : null;
        }
    }
}

namespace App\Work {
    use NetsvrBusiness\Laravel\Work\Periodic;

    final class EndsIdleChats implements Periodic
    {
        public function tick(): void
        {
        }
    }
}

namespace App\Sockets {
    use NetsvrBusiness\Support\{Admission, Callbacks, Closed, Denied, Opening};

    final class SocketAuthenticator implements Callbacks
    {
        public function __construct(private \App\Services\TokenRepository $tokens)
        {
        }

        public function opening(Opening $opening): Admission
        {
            $user = $this->tokens->find($opening->token()) ?? throw new Denied('please log in');
            return Admission::as($user->id);
        }

        public function closed(Closed $closed): void
        {
        }
    }
}
