<?php
/*
 * A token through the proxy. Gateways 8.0 refuse a URL with a query, and forward only the headers X-Forwarded-For and
 * X-Real-IP to the open callback. So nginx takes the token out of the URL and puts it into X-Real-IP (nginx-token.conf in
 * this folder). The open callback then knows the user before the client is online.
 *
 *     NETSVR_CALLBACK_SECRET=secret APP_KEY=key php -S 127.0.0.1:8000 examples/recipes/nginx-token.php
 *     devgate --gateway 8 --on-open http://netsvr:secret@127.0.0.1:8000/netsvr/open \
 *         --on-close http://netsvr:secret@127.0.0.1:8000/netsvr/close
 *
 * and nginx with nginx-token.conf in its http block. Then open http://127.0.0.1:8000/ in a browser. setup.php has all
 * settings.
 */
declare(strict_types=1);

use NetsvrBusiness\Support\Admission;
use NetsvrBusiness\Support\Callbacks;
use NetsvrBusiness\Support\Closed;
use NetsvrBusiness\Support\Denied;
use NetsvrBusiness\Support\Opening;

require __DIR__ . '/setup.php';

/** Tokens that name a user. They are valid for a minute, because URLs end up in logs. A URL needs no escaping for them. */
final class Tokens
{
    private const SECONDS = 60;

    public function __construct(#[SensitiveParameter] private string $key)
    {
        $key !== '' || throw new LogicException('tokens need APP_KEY');
    }

    public function of(string $user): string
    {
        $claim = $user . '.' . (time() + self::SECONDS);
        return "$claim." . hash_hmac('sha256', $claim, $this->key);
    }

    /** The user; null if the token is invalid or has expired. */
    public function user(string $token): ?string
    {
        // A name may have dots in it.
        [, $user, $until, $signature] = preg_match('~^(.+)\.(\d+)\.(\w+)$~Ds', $token, $parts) === 1 ? $parts : ['', '', '', ''];
        $isOurs = hash_equals(hash_hmac('sha256', "$user.$until", $this->key), $signature);
        return $isOurs && (int)$until >= time() ? $user : null;
    }
}

final class TokenCheck implements Callbacks
{
    public function __construct(private Tokens $tokens)
    {
    }

    public function opening(Opening $opening): Admission
    {
        $user = $this->tokens->user($opening->token()) ?? throw new Denied(['event' => 'denied', 'why' => 'log in']);
        return Admission::as($user)
            ->session(['from' => $opening->forwardedFor])
            ->topics("user.$user", 'news')
            ->send(['event' => 'welcome', 'user' => $user]);
    }

    public function closed(Closed $closed): void
    {
        error_log("gone: $closed->customerId");
    }
}

$tokens = new Tokens(setting('APP_KEY'));
answerCallbacks(new TokenCheck($tokens));

switch (parse_url($_SERVER['REQUEST_URI'], PHP_URL_PATH)) {
    case '/login':
        logIn();
        answer([]);
    case '/token':
        $user = user();
        answer($user === null ? [] : ['token' => $tokens->of($user)], $user === null ? 403 : 200);
    case '/':
        break;
    default:
        answer(['error' => 'There is no such page.'], 404);
}
?>
<!doctype html>
<meta charset="utf-8">
<title>A token through the proxy</title>
<form><input name="name" value="ann" pattern="[\w.]{1,20}" required> <button>log in and connect</button></form>
<pre></pre>
<script>
const say = text => document.querySelector('pre').append(text + '\n');
const post = (path, fields) => fetch(path, {method: 'POST', body: new URLSearchParams(fields)});

document.querySelector('form').onsubmit = async event => {
    event.preventDefault();
    await post('/login', {name: event.target.elements.name.value});
    const {token} = await (await post('/token', {})).json();
    const socket = new WebSocket(<?= json_encode(setting('NETSVR_WS', 'ws://127.0.0.1:8080/netsvr')) ?> + '?token=' + token);
    setInterval(() => socket.readyState === WebSocket.OPEN && socket.send('~6YOt5rW35piO~'), 45000);
    socket.onclose = ({code, reason}) => say(`closed: ${code} ${reason}`);
    socket.onmessage = ({data}) => say(data);
};
</script>
