<!DOCTYPE html>
<html lang="en">
<head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width, initial-scale=1">
    <meta name="csrf-token" content="{{ csrf_token() }}">
    <title>A tiny shop</title>
    <link rel="icon" href="data:,">
    <style>
        :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
        body { max-width: 44rem; margin: 2rem auto; padding: 0 1rem; }
        h2 { font-size: 1.1rem; margin: 1.5rem 0 .5rem; }
        ul { padding: 0; list-style: none; margin: 0; }
        li { padding: .2rem 0; }
        button, input { font: inherit; padding: .3rem .7rem; }
        [role=log] { min-height: 4rem; max-height: 14rem; overflow: auto; border: 1px solid #8886; padding: .5rem; }
        .quiet { opacity: .7; min-height: 1.5em; }
        .row { display: flex; gap: .5rem; } .row input { flex: 1; }
    </style>
</head>
<body>
<h1>A tiny shop</h1>

@guest
    @if ($message) <p role="alert">{{ $message }}</p> @endif
    <form method="post" action="/login" class="row">
        @csrf
        <input name="name" aria-label="Your name" placeholder="Your name" required maxlength="30" autofocus>
        <button>Enter</button>
    </form>
    <p class="quiet">Enter as “keeper” to keep the shop.</p>
@else
    <p>Hello, {{ $user->name }}. <span id="state" role="status" class="quiet">connecting</span></p>

    <h2>{{ $user->name === 'keeper' ? 'All orders' : 'Your orders' }}</h2>
    @if ($user->name !== 'keeper') <button id="order">Order something</button> @endif
    <ul id="orders" aria-label="Orders"></ul>
    <ul id="notices" aria-label="Notices"></ul>

    <h2>In the shop</h2>
    <ul id="people" aria-label="People"></ul>
    <div id="log" role="log"></div>
    <p id="typing" class="quiet"></p>
    <form id="say" class="row">
        <input id="text" aria-label="Message" maxlength="500" autocomplete="off">
        <button>Say</button>
    </form>

    <script src="/js/pusher.js"></script>
    <script src="/js/echo.iife.js"></script>
    <script>
        const me = @json(['id' => $user->id, 'name' => $user->name]);
        const server = @json(config('shop'));
        const isKeeper = me.name === 'keeper';
        const $ = (id) => document.getElementById(id);

        const echo = new Echo.default({
            broadcaster: 'reverb',
            key: server.key,
            wsHost: server.host,
            wsPort: server.port,
            wssPort: server.port,
            forceTLS: server.tls,
            enabledTransports: ['ws', 'wss'],
        });
        echo.connector.onConnectionChange((state) => { $('state').textContent = state; });

        const post = (path, body = {}) => fetch(path, {
            method: 'POST',
            headers: {
                'Content-Type': 'application/json',
                'Accept': 'application/json',
                'X-CSRF-TOKEN': document.querySelector('meta[name=csrf-token]').content,
                // so that toOthers() leaves this window out
                'X-Socket-ID': echo.socketId() ?? '',
            },
            body: JSON.stringify(body),
        });
        const entry = (text) => Object.assign(document.createElement('li'), { textContent: text });
        const button = (text, action) => Object.assign(document.createElement('button'), { textContent: text, onclick: action });

        // The customer's orders, on a private channel; the keeper has one for all of them.
        const orders = new Map();
        const changed = ({ id, status }) => {
            const line = entry(`Order ${id}: ${status} `);
            if (isKeeper && status === 'ordered') line.append(button(`Ship order ${id}`, () => post(`/orders/${id}/ship`)));
            orders.has(id) ? orders.get(id).replaceWith(line) : $('orders').append(line);
            orders.set(id, line);
        };
        echo.private(isKeeper ? 'counter' : `customers.${me.id}`).listen('OrderChanged', changed);
        if (!isKeeper) $('order').onclick = () => post('/orders');

        echo.private(`App.Models.User.${me.id}`).notification(({ text }) => $('notices').append(entry(text)));

        // Who is in the shop, and what they say.
        const people = new Map();
        const show = () => $('people').replaceChildren(...[...people.values()].map(({ id, name }) => {
            const line = entry(`${name} `);
            if (isKeeper && id !== me.id) line.append(button(`Show ${name} the door`, () => post(`/people/${id}/out`)));
            return line;
        }));
        const said = ({ name, text }) => {
            $('log').append(Object.assign(document.createElement('div'), { textContent: `${name}: ${text}` }));
            $('log').scrollTop = $('log').scrollHeight;
            $('typing').textContent = '';
        };
        const shop = echo.join('shop')
            .here((all) => { people.clear(); all.forEach((one) => people.set(one.id, one)); show(); })
            .joining((one) => { people.set(one.id, one); show(); })
            .leaving((one) => { people.delete(one.id); show(); })
            .listen('Said', said)
            .listenForWhisper('typing', ({ name }) => { $('typing').textContent = `${name} is writing …`; })
            // No longer welcome: the page says why.
            .error(() => location.reload());
        $('text').oninput = () => shop.whisper('typing', { name: me.name });
        $('say').onsubmit = (event) => {
            event.preventDefault();
            const text = $('text').value.trim();
            if (text === '') return;
            post('/say', { text });
            said({ name: me.name, text });
            $('text').value = '';
        };
    </script>
@endguest
</body>
</html>
