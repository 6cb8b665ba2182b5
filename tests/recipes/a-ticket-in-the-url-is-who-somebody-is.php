<?php
/*
 * login-at-open.php: who has a valid ticket has a customerId before the first message; all others are sent away, also
 * those whose onOpen nobody has heard. Gateways 8.x take no query: there it is shown that nobody gets in unknown.
 */
declare(strict_types=1);

namespace NetsvrTests\Recipes;

use NetsvrTests\Support\WebSocketClient;
use Throwable;

return static function (Kitchen $kitchen): void {
    [$first, $second] = $kitchen->twoGateways();
    $kitchen->set('GUEST_SECONDS', '2');
    $isRefused = static function (WebSocketClient $client) use ($kitchen): void {
        $kitchen->hear($client, 'refused');
        $kitchen->until($client->isClosed(...), 'the client is disconnected');
    };

    if ($kitchen->generation === 8) {
        $one = $kitchen->process('login-at-open', 2);
        $kitchen->case('a gateway 8.x refuses a URL with a ticket', static function () use ($kitchen, $first): void {
            try {
                $kitchen->stranger($first, '?ticket=' . Kitchen::ticket('ann'));
                $kitchen->check(false, 'it was let in');
            } catch (Throwable $refused) {
                $kitchen->check(str_contains($refused->getMessage(), 'refused the websocket'), $refused->getMessage());
            }
        });
        $kitchen->case('without a ticket nobody stays', static fn() => $isRefused($kitchen->stranger($first)));
        return;
    }

    [$one, $two] = $kitchen->processes('login-at-open', 2, 2);
    $kitchen->case('a ticket from the command line opens the door', static function () use ($kitchen, $first, $second): void {
        foreach ([$first, $second] as $gateway) {
            [$status, $ticket] = $kitchen->run('login-at-open', 'ticket', '安/+ Ann');
            $kitchen->same(0, $status, 'status');
            $client = $kitchen->stranger($gateway, '?ticket=' . trim($ticket) . '&x=1');
            $kitchen->same('安/+ Ann', $kitchen->hear($client, 'welcome')['name'], 'name');
            $client->send('hello');
            $kitchen->same(['is' => 'said', 'name' => '安/+ Ann', 'text' => 'hello'], $kitchen->hear($client, 'said'), 'answer');
        }
    });
    $kitchen->case('many come at once to two processes, and each is who its ticket says', static function () use ($kitchen, $first, $second): void {
        $clients = [];
        for ($number = 0; $number < 40; $number++) {
            $clients["user$number"] = $kitchen->stranger([$first, $second][$number % 2], '?ticket=' . Kitchen::ticket("user$number"));
        }
        foreach ($clients as $name => $client) {
            $kitchen->same($name, $kitchen->hear($client, 'welcome')['name'], 'name');
            $client->send('x');
            $kitchen->same($name, $kitchen->hear($client, 'said')['name'], 'name');
        }
    });
    [$user, $until, $signature] = explode('.', Kitchen::ticket('ann'));
    foreach ([
        'no ticket' => '',
        'an expired ticket' => '?ticket=' . Kitchen::ticket('ann', -1),
        'a ticket of another key' => '?ticket=' . Kitchen::ticket('ann', key: 'another key'),
        'a ticket of somebody else' => "?ticket=Ym9i.$until.$signature",
        'a ticket that lives longer' => "?ticket=$user." . ($until + 1) . ".$signature",
        'a ticket with more behind it' => "?ticket=$user.$until.$signature.x",
        'a ticket of nobody' => '?ticket=' . Kitchen::ticket(''),
        'a ticket of a name that no table has room for' => '?ticket=' . Kitchen::ticket(str_repeat('x', 129)),
        'a ticket of what is no text' => '?ticket=' . Kitchen::ticket("a\xff"),
        'a ticket of a name with a zero in it' => '?ticket=' . Kitchen::ticket("a\0"),
        'a list instead of a ticket' => '?ticket[]=x',
    ] as $what => $query) {
        $kitchen->case("$what is refused", static fn() => $isRefused($kitchen->stranger($first, $query)));
    }
    $kitchen->case('nonsense harms nobody, and what is no text is answered', static function () use ($kitchen, $first): void {
        $fool = $kitchen->stranger($first, '?ticket=' . Kitchen::ticket('fool'));
        $kitchen->hear($fool, 'welcome');
        $kitchen->sendNonsense($fool);
        $fool->send('the end');
        while ($kitchen->hear($fool, 'said')['text'] !== 'the end') {
            continue;
        }
        $kitchen->same('', $kitchen->failures('login-at-open'), 'what failed');
    });
    $kitchen->case('a ticket says for as long as is wanted who somebody is', static function () use ($kitchen, $first): void {
        foreach ([[60, []], [3600, '3600']] as [$seconds, $more]) {
            [$status, $ticket] = $kitchen->run('login-at-open', ...['ticket', '0', ...(array)$more]);
            $left = (int)explode('.', $ticket)[1] - time();
            $kitchen->check($status === 0 && $left <= $seconds && $left > $seconds - 20, "$left seconds are left");
            $kitchen->same('0', $kitchen->hear($kitchen->stranger($first, '?ticket=' . trim($ticket)), 'welcome')['name'], 'name');
        }
    });
    $kitchen->case('there is no ticket for nobody', static function () use ($kitchen): void {
        $kitchen->same(255, $kitchen->run('login-at-open', 'ticket')[0], 'status');
    });
    $kitchen->case('who requires a recipe gets its classes, and nothing begins', static function () use ($kitchen): void {
        foreach (['login-at-open' => 'LoginAtOpen', 'presence' => 'Presence', 'history' => 'History', 'offline-queue' => 'Queue', 'device-command' => 'Devices'] as $recipe => $class) {
            // Behind another one: a project has several.
            $code = "require 'examples/recipes/login-at-open.php'; require 'examples/recipes/presence.php'; echo class_exists('$class') ? 'yes' : 'no';";
            $code = in_array($recipe, ['login-at-open', 'presence'], true) ? "echo class_exists('$class') ? 'yes' : 'no';" : $code;
            $kitchen->same([0, 'yes', ''], $kitchen->request($recipe, $code), $recipe);
        }
    });
    $kitchen->case('who logs out is disconnected everywhere, and nobody else', static function () use ($kitchen, $first, $second): void {
        [$here, $there, $other] = [
            $kitchen->stranger($first, '?ticket=' . Kitchen::ticket('bob')),
            $kitchen->stranger($second, '?ticket=' . Kitchen::ticket('bob')),
            $kitchen->stranger($second, '?ticket=' . Kitchen::ticket('cid')),
        ];
        foreach ([$here, $there, $other] as $client) {
            $kitchen->hear($client, 'welcome');
        }
        $kitchen->run('login-at-open', 'log-out', 'bob');
        $kitchen->until($here->isClosed(...), 'bob is out at the first gateway');
        $kitchen->until($there->isClosed(...), 'bob is out at the second gateway');
        $kitchen->check(!$other->isClosed(), 'cid was disconnected, too');
    });
    $kitchen->case('a process that is killed leaves the other one at work', static function () use ($kitchen, $first, $one): void {
        $one->endsBy(SIGKILL, 5.0);
        $one->stop();
        for ($number = 0; $number < 4; $number++) {
            // Until a gateway has noticed, it may give an onOpen to the dead process: then dan is told to come again.
            $kitchen->until(static function () use ($kitchen, $first): bool {
                $said = $kitchen->stranger($first, '?ticket=' . Kitchen::ticket('dan'))->receive(10.0);
                return str_contains((string)$said, 'welcome');
            }, 'dan is welcome');
        }
    });
    $kitchen->case('after a restart of a gateway a client comes back with a new ticket', static function () use ($kitchen, $first): void {
        $client = $kitchen->stranger($first, '?ticket=' . Kitchen::ticket('eve'));
        $kitchen->hear($client, 'welcome');
        $first->restart();
        $kitchen->until($client->isClosed(...), 'eve is disconnected');
        $kitchen->until(static function () use ($kitchen, $first): bool {
            $client = $kitchen->stranger($first, '?ticket=' . Kitchen::ticket('eve'));
            return str_contains((string)$client->receive(2.0), 'welcome');
        }, 'eve is welcome again');
    });
    $kitchen->case('whose onOpen nobody has heard is sent away; who is logged in stays', static function () use ($kitchen, $second, $two): void {
        $known = $kitchen->stranger($second, '?ticket=' . Kitchen::ticket('fay'));
        $kitchen->hear($known, 'welcome');
        $two->endsBy(SIGKILL, 5.0);
        $two->stop();
        $unheard = $kitchen->stranger($second, '?ticket=' . Kitchen::ticket('gus'));
        $kitchen->process('login-at-open', 2);
        $kitchen->until($unheard->isClosed(...), 'gus has to come again');
        $kitchen->check(!$known->isClosed(), 'fay was disconnected, too');
        $kitchen->hear($kitchen->stranger($second, '?ticket=' . Kitchen::ticket('gus')), 'welcome');
    });
};
