<?php
/*
 * Greet and claim. The open callback does not know the user, because a gateway forwards no cookie. So it lets every
 * client in as a guest, and greets it with a proof of its uniqId. The page sends that proof over HTTP, where the user is
 * logged in. This works with or without a proxy, and needs only the processes of php-fpm.
 *
 *     NETSVR_CALLBACK_SECRET=secret APP_KEY=key php -S 127.0.0.1:8000 examples/recipes/greet-and-claim.php
 *     devgate --gateway 8 --on-open http://netsvr:secret@127.0.0.1:8000/netsvr/open \
 *         --on-close http://netsvr:secret@127.0.0.1:8000/netsvr/close
 *
 * Then open http://127.0.0.1:8000/ in a browser. setup.php has all settings.
 */
declare(strict_types=1);

use Netsvr\ConnInfoUpdate;
use NetsvrBusiness\NetBus;
use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\Closed;
use NetsvrBusiness\Support\ConnectionSignature;
use NetsvrBusiness\Support\Opening;

require __DIR__ . '/setup.php';

final class Greeter implements Callbacks
{
    public function __construct(private ConnectionSignature $signature)
    {
    }

    public function opening(Opening $opening): Admission
    {
        // Disconnects a client that is still a guest then. Without a delay this does nothing: it is not online yet.
        NetBus::forceOfflineGuest($opening->uniqId, '', (int)setting('CLAIM_SECONDS', '30'));
        return Admission::guest()->send([
            'event' => 'claim',
            'uniqId' => $opening->uniqId,
            'signature' => $this->signature->sign($opening->uniqId),
        ]);
    }

    public function closed(Closed $closed): void
    {
        error_log('gone: ' . ($closed->customerId !== '' ? $closed->customerId : 'a guest'));
    }
}

$signature = new ConnectionSignature(setting('APP_KEY'));
answerCallbacks(new Greeter($signature));

switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/login':
        logIn();
        answer([]);
    case '/claim':
        $user = user();
        [$uniqId, $proof] = [$_POST['uniqId'] ?? '', $_POST['signature'] ?? ''];
        if ($user === null || !is_string($uniqId) || !is_string($proof) || !$signature->verify($proof, $uniqId)) {
            answer(['error' => 'Log in, and claim what you were greeted with.'], 403);
        }
        NetBus::connInfoUpdate((new ConnInfoUpdate())
            ->setUniqId($uniqId)
            ->setNewCustomerId($user)
            ->setNewSession(json_encode(['since' => time()], JSON_THROW_ON_ERROR))
            ->setNewTopics(["user.$user", 'news'])
            ->setData(json_encode(['event' => 'welcome', 'user' => $user], JSON_THROW_ON_ERROR)));
        answer(['user' => $user]);
    case '/':
        break;
    default:
        answer(['error' => 'There is no such page.'], 404);
}
?>
<!doctype html>
<meta charset="utf-8">
<title>Greet and claim</title>
<form><input name="name" value="ann" pattern="[\w.]{1,20}" required> <button>log in and connect</button></form>
<pre></pre>
<script>
const say = text => document.querySelector('pre').append(text + '\n');
const post = (path, fields) => fetch(path, {method: 'POST', body: new URLSearchParams(fields)});

document.querySelector('form').onsubmit = async event => {
    event.preventDefault();
    await post('/login', {name: event.target.elements.name.value});
    const socket = new WebSocket(<?= json_encode(setting('NETSVR_WS', 'ws://127.0.0.1:6060/netsvr')) ?>);
    setInterval(() => socket.readyState === WebSocket.OPEN && socket.send('~6YOt5rW35piO~'), 45000);
    socket.onclose = ({code, reason}) => say(`closed: ${code} ${reason}`);
    socket.onmessage = async ({data}) => {
        say(data);
        const {event, uniqId, signature} = data.startsWith('{') ? JSON.parse(data) : {};
        if (event === 'claim') {
            say('claim: ' + (await post('/claim', {uniqId, signature})).status);
        }
    };
};
</script>
