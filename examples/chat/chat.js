/*
 * What the page does: what it knows, what comes in, what it sends, what the reader does. Handler.php has the messages.
 *
 * A line that is sent waits here until it has come back (see "Lines that wait"). The lines of a room come from the
 * server, after a reload, too. Direct messages are kept by nobody but this tab.
 */
import { gateways } from './config.js';
import { NetsvrClient } from './netsvr.js';
import * as pane from './pane.js';
import { keep, kept } from './store.js';
import { $, dress, element, linked, paint, timeOf, translate } from './view.js';
import { isLobby, locale, switchLanguage, words } from './words.js';

const LOBBY = 'lobby';
const ASK_SECONDS = 30;                 // who is there may be asked for anew
const KNOCK_SECONDS = 2;
const AGAIN_SECONDS = 4;                // what has had no answer is sent again
const LEFT_SECONDS = 2;                 // until others are told that somebody has left
const TYPING_SECONDS = 3;               // between two signs of typing; one counts for a little longer
const LONGEST = 2000;                   // characters of a line
const KEPT = 1000;                      // entries of a conversation
const KEPT_DIRECT = 50;                 // of those, what a reload finds of a direct conversation
// Names of people and rooms, as Handler.php takes them.
const NAME = /^(?!.*(\p{M}{4}|[\u034f\u115f\u1160\u2800\u3164\uffa0]))\p{L}\P{C}{0,23}$/u;

// ---- What this page knows --------------------------------------------------------------------------------------

// Conversations are rooms ("#lobby") and people ("@Ann"); the first character keeps them apart. An entry is a line
// {order, at, name, text, mark, waits} or a notice {order, at, notice: [which of words.js, what to fill in]}.
const conversations = new Map();        // id → what conversation() makes
let people = new Map();                 // room → names, as the last answer had it
let mine = new Set();                   // rooms that I am in, or want to be in once the connection is back
const inside = new Set();               // rooms that the gateway has let me into on this connection
const goneAt = new Map();               // name → when it was missing in an answer for the first time
let waiting = [];                       // lines that have not arrived: { id, mark, text }
let me = '';
let was = '';                           // my name until somebody else had it
let current = '';
let done = { say: false, kill: false, closed: false };      // of what to do next

// The key shows that it is still me who comes back after a lost connection or a reload.
const saved = kept('sessionStorage', 'chat') ?? {};
const random = () => Array.from(crypto.getRandomValues(new Uint32Array(4)), (n) => n.toString(36)).join('-');
const key = saved.key ?? random();

function save() {
  const talks = [...conversations].filter(([id]) => id.startsWith('@')).map(([id, { entries }]) =>
    [id, entries.filter((entry) => !entry.waits).slice(-KEPT_DIRECT).map(({ node, ...entry }) => entry)]);
  const counts = [...conversations].map(([id, { unread, sure, known, draft }]) =>
    [id, unread, sure || known, id === current ? $('text').value : draft]);
  const all = me ? { key, name: me, rooms: [...mine], current, waiting, talks, counts, done } : { key };
  // Where there is little room, what has arrived is dispensable.
  keep('sessionStorage', 'chat', all) || keep('sessionStorage', 'chat', { ...all, talks: [] });
}
// Before I am back nothing has changed.
addEventListener('pagehide', () => { if (me) save(); });

function conversation(id) {
  if (!conversations.has(id)) conversations.set(id, {
    entries: [], unread: 0, typing: new Map(), draft: '',
    sure: 0, known: 0,                  // of a room: the line up to which all are here; the same before a reload
    sent: { mark: '', since: 0 },       // the line that is under way
    asked: 0, again: false,             // of a room: since when an answer is awaited; is that for coming back?
    been: false,                        // of a room: have I been inside?
  });
  return conversations.get(id);
}
/** A name as it is meant: é has two forms, and some characters are not seen. */
const tidy = (name) => name.normalize().replace(/[\p{Cf}\ufe0e\ufe0f]/gu, '').replace(/\s+/g, ' ').trim();
const byName = new Intl.Collator(undefined, { numeric: true }).compare;
const roomLabel = (room) => room === LOBBY ? words().lobby : room;
const everybody = () => people.get(LOBBY) ?? [];
/** Whoever changes to another gateway is missing for a moment. */
const isAway = (name) => people.size > 0 && !everybody().includes(name)
  && Date.now() - (goneAt.get(name) ?? 0) > AGAIN_SECONDS * 1000;

// ---- The connection --------------------------------------------------------------------------------------------

let client = null;
let wanted = '';                        // the name to join with
let knock = 0;
let turn = Math.floor(Math.random() * gateways.length);     // the gateway to try next
let here = -1;                          // the gateway that this page is at
let lost = null;                        // { from, since } while the connection is lost

function connect() {
  let trying = turn;
  const address = () => {
    trying = turn;
    turn = (turn + 1) % gateways.length;
    return gateways[trying];
  };
  const join = () => JSON.stringify({ do: 'join', name: wanted, key, again: me !== '' || saved.name === wanted });
  client = new NetsvrClient(address, { hello: () => [join()], retrySecondsMax: 8 });
  client.on('open', () => {
    here = trying;
    // The gateway may be there before chat.php is: nobody would hear the first knock.
    knock = setInterval(() => client.send(join()), KNOCK_SECONDS * 1000);
  });
  client.on('message', ({ data }) => {
    let message;
    try { message = JSON.parse(data); } catch { return; }    // a gateway may greet with a uniqId
    if (message !== null) receive(message);
  });
  client.on('close', () => {
    clearInterval(knock);
    if (here >= 0) lost = { from: here, since: Date.now() };
    here = -1;
    setOnline(false);
  });
}

function disconnect() {
  clearInterval(knock);
  client?.close();
  client = null;
  here = -1;
  lost = null;
}

function send(message) {
  return client?.state === 'open' && client.send(JSON.stringify(message));
}
setInterval(() => who(), ASK_SECONDS * 1000);

// Who is where is asked for, never guessed from notices; a burst of those makes one question.
let asking = 0;
function who() {
  asking ||= setTimeout(() => {
    asking = 0;
    send({ do: 'who' });
  }, 150);
}

const isOverdue = (since) => Date.now() - since > AGAIN_SECONDS * 1000;

function enter(room, again) {
  Object.assign(conversation(`#${room}`), { asked: Date.now(), again });
  send({ do: 'enter', room, again });
}

/** What has had no answer is asked again: the process that had it in its hands may have been killed. */
function askAgain() {
  for (const room of mine) {
    const { asked, again } = conversation(`#${room}`);
    if (!asked || !isOverdue(asked)) continue;
    if (inside.has(room)) askHistory(room);
    else enter(room, again);
  }
}
setInterval(askAgain, 1000);

// ---- Lines that wait -------------------------------------------------------------------------------------------

/*
 * One line of a conversation is under way at a time, so two of them keep their order, whichever process handles them. It
 * waits until it has arrived, over a lost connection and a reload of the page: a line for a room when it comes back from
 * the server, which keeps it; a direct one, which nobody keeps, when the page of the other one says so. What is sent
 * twice is known by its mark.
 */
function write(id, text) {
  const mark = random();
  text = text.replace(/\p{Surrogate}/gu, '\ufffd');        // half a character: PHP would not take it as JSON
  waiting.push({ id, mark, text });
  add(id, { mark, text, name: me, at: Date.now() / 1000, order: Infinity, waits: true });
  sendNext();
  save();
}

function sendNext() {
  if (me === '') return;
  for (const [id, { mark, text }] of new Map([...waiting].reverse().map((line) => [line.id, line]))) {
    const [isRoom, name, { sent }] = [id.startsWith('#'), id.slice(1), conversation(id)];
    if (!inside.has(isRoom ? name : LOBBY) || (sent.mark === mark && !isOverdue(sent.since))) continue;
    if (sent.mark === mark && !isRoom) who();
    const where = isRoom ? { do: 'say', room: name } : { do: 'tell', to: name };
    if (send({ ...where, text, mark })) Object.assign(sent, { mark, since: Date.now() });
  }
}
setInterval(sendNext, 1000);

/** A line of mine has come back. Gives what is drawn of it: a screen reader would read out another one, too. */
function cameBack(id, mark) {
  const { entries } = conversation(id);
  const index = entries.findIndex((entry) => entry.waits && entry.mark === mark);
  return index < 0 ? undefined : entries.splice(index, 1)[0].node;
}

function arrived(mark) {
  waiting = waiting.filter((line) => line.mark !== mark);
  save();
  sendNext();
}

// ---- What comes in ---------------------------------------------------------------------------------------------

function receive(message) {
  const { is, at, room, name } = message;
  // Left meanwhile. If the two commands have overtaken each other, it is left once more.
  if (room && room !== LOBBY && !mine.has(room)) return is === 'inside' && send({ do: 'leave', room });
  switch (is) {
    case 'welcome': return welcome(message);
    case 'refused': return refused(message);
    case 'inside': return isInside(room);
    case 'lines': return lines(room, message.lines);
    case 'entered': return entered(message);
    case 'left': return left(message);
    case 'rooms': return who();
    case 'said': return said(room, message.line);
    case 'told': return told(message);
    case 'got': return got(message);
    case 'typing': return typing(room ? `#${room}` : `@${name}`, name);
    case 'who': return areHere(message.rooms);
    case 'event':
    case 'gateways': return pane.receive(message);
  }
}

let patience = 0;
function joining(asked) {
  $('submit').disabled = asked;
  $('submit').textContent = asked ? words().joining : words().join;
  clearTimeout(patience);
  $('no-answer').textContent = '';
  if (asked) patience = setTimeout(() => { $('no-answer').textContent = words().noAnswer; }, AGAIN_SECONDS * 1000);
}

function welcome({ at, name }) {
  joining(false);
  clearInterval(knock);
  const back = me === name;
  me = name;
  for (const { entries } of conversations.values()) {
    for (const entry of entries) if (was && entry.name === was) entry.name = me;
  }
  was = '';
  mine.add(LOBBY);
  $('join').hidden = true;
  $('chat').hidden = false;
  $('my-name').textContent = me;
  dress($('my-avatar'), me);
  const again = back || saved.name === me;
  // Into the lobby I am let without asking.
  Object.assign(conversation(`#${LOBBY}`), { asked: Date.now(), again });
  for (const room of mine) if (room !== LOBBY) enter(room, again && conversation(`#${room}`).been);
  if (pane.isThere) send({ do: 'watch' });
  if (lost && lost.from !== here) {
    const moved = [lost.from + 1, here + 1, ((Date.now() - lost.since) / 1000).toFixed(1)];
    pane.note(words().moved(...moved));
    // Whoever reads looks at what is said, not at the pane.
    if (pane.isThere) notice(current, at, 'moved', ...moved);
    done.kill = true;
  }
  lost = null;
  pane.setGateway(here);
  setOnline(true);
  if (!back) {
    showPane(pane.isThere && matchMedia('(min-width: 1100px)').matches);
    open(current || `#${LOBBY}`);
  }
  sendNext();
  save();
  who();
}

function areHere(rooms) {
  const before = everybody();
  people = new Map(Object.entries(rooms).map(([room, names]) => [room, [...new Set(names)].sort(byName)]));
  for (const name of before) {
    if (everybody().includes(name)) continue;
    goneAt.set(name, Date.now());
    present.delete(`${LOBBY}\n${name}`);
  }
  // That I have left may have been lost. From another window of mine this takes nothing.
  for (const [room, names] of people) if (names.includes(me) && !mine.has(room)) send({ do: 'leave', room });
  show();
}

let refusal = null;
function refused({ why, at, name }) {
  if (why === 'room') return refusedRoom(name, at);
  // Whoever was away for long may find the name taken. What was written waits for the next one.
  was = me || saved.name || was;
  toDoor();
  refusal = { why, name };
  showRefusal();
  $('name').setAttribute('aria-invalid', 'true');
  $('name').select();
}

/** This browser and PHP may know different versions of Unicode. */
function refusedRoom(room, at) {
  if (!mine.has(room)) return;
  close(`#${room}`);
  notice(current, at, 'noRoom', room);
}

function showRefusal() {
  $('refusal').textContent = refusal ? words().refused[refusal.why](refusal.name) : '';
  $('refusal').hidden = !refusal;
}

// Whoever reloads the page, or changes to another gateway, goes and comes back at once: nobody wants to read that.
const leaving = new Map();              // room and name → timer: the notice comes a little later
const gone = new Set();                 // room and name for which the notice has come
const present = new Set();              // room and name that have come since this page is connected

function left({ at, room, name }) {
  const which = `${room}\n${name}`;
  clearTimeout(leaving.get(which));
  if (name === me) {
    // Another window of mine has left, or what I did before has overtaken what I did last. I am here.
    inside.delete(room);
    enter(room, true);
  } else leaving.set(which, setTimeout(() => {
    leaving.delete(which);
    // Two processes may tell in the other order that somebody goes and comes back. The gateways know better.
    if (gone.has(which) || people.get(room)?.includes(name)) return;
    gone.add(which);
    present.delete(which);
    if (mine.has(room)) notice(`#${room}`, at, room === LOBBY ? 'left' : 'leftRoom', name);
  }, LEFT_SECONDS * 1000));
  who();
}

function entered({ at, room, name, again }) {
  const which = `${room}\n${name}`;
  const isBack = leaving.has(which) || present.has(which) || (again && !gone.has(which));
  clearTimeout(leaving.get(which));
  leaving.delete(which);
  gone.delete(which);
  present.add(which);
  if (name !== me && !isBack) notice(`#${room}`, at, room === LOBBY ? 'joined' : 'enteredRoom', name);
  who();
}

/** What is said from now on comes by itself; what was said before is asked for. */
function isInside(room) {
  inside.add(room);
  conversation(`#${room}`).been = true;
  askHistory(room);
  sendNext();
  show();
}

function askHistory(room) {
  conversation(`#${room}`).asked = Date.now();
  send({ do: 'history', room, after: conversation(`#${room}`).sure });
}

function lines(room, found) {
  const { sure, known } = conversation(`#${room}`);
  for (const line of found) addLine(room, line, line.id > (sure || known || Infinity));
  Object.assign(conversation(`#${room}`), { sure: Math.max(sure, ...found.map((line) => line.id)), asked: 0 });
}

function said(room, line) {
  const talk = conversation(`#${room}`);
  addLine(room, line, true);
  // Each line names the one before it. One that is missing is asked for.
  if (line.before <= talk.sure) talk.sure = Math.max(talk.sure, line.id);
  else askHistory(room);
}

function addLine(room, { id, at, name, text, mark }, isNew) {
  if (conversation(`#${room}`).entries.some((entry) => entry.order === id && entry.name)) return;
  const node = name === me ? cameBack(`#${room}`, mark) : undefined;
  if (name === me) arrived(mark);
  add(`#${room}`, { order: id, at, name, text, mark, node }, isNew && name !== me);
}

function told({ at, name, to, text, mark }) {
  const id = `@${name === me ? to : name}`;
  if (name !== me) send({ do: 'got', to: name, mark });     // the second time, too: the first answer may be lost
  if (!conversation(id).entries.some((entry) => entry.mark === mark && !entry.waits)) {
    const node = name === me ? cameBack(id, mark) : undefined;
    add(id, { at, name, text, mark, node, order: nextOrder(id, at) }, name !== me);
  }
  if (waiting.some((line) => line.mark === mark) && isAway(to)) {
    notice(id, at, 'notReceived', to);
    arrived(mark);
  }
  save();
}

/** The other one has received a direct line. */
function got({ at, name, mark }) {
  const line = waiting.find((line) => line.mark === mark && line.id === `@${name}`);
  if (!line) return;
  arrived(mark);
  // What has come to the other one may have been lost on its way back to me.
  told({ at, name: me, to: name, text: line.text, mark });
}

function notice(id, at, ...which) { add(id, { at, notice: which, order: nextOrder(id, at) }); }

/** Behind all that is there, but before lines that wait. */
function nextOrder(id, at) {
  return Math.max(at * 1000, ...conversation(id).entries.filter(({ waits }) => !waits).map(({ order }) => order));
}

function add(id, entry, isNew = false) {
  const talk = conversation(id);
  let place = talk.entries.length;
  while (place > 0 && talk.entries[place - 1].order > entry.order) place--;
  talk.entries.splice(place, 0, entry);
  if (isNew && (id !== current || document.hidden)) talk.unread++;
  if (entry.name) talk.typing.delete(entry.name);
  if (id === current) draw(place);
  if (id === current && isNew && !atEnd) $('newest').hidden = false;
  if (talk.entries.length > KEPT) talk.entries.shift().node?.remove();
  show();
}

function typing(id, name) {
  if (name === me) return;
  const until = Date.now() + TYPING_SECONDS * 1500;
  conversation(id).typing.set(name, until);
  setTimeout(showTyping, TYPING_SECONDS * 1500 + 50);
  showTyping();
}

// ---- What is seen ----------------------------------------------------------------------------------------------

let banner = 0;
let isLost = false;                     // for so long that it is worth saying
function setOnline(online) {
  clearTimeout(banner);
  isLost &&= !online;
  if (!online) {
    inside.clear();
    present.clear();
    for (const talk of conversations.values()) talk.sent.since = talk.asked = 0;
    // Another gateway is found sooner than this could be read.
    banner = setTimeout(() => {
      isLost = true;
      show();
    }, 1500);
  }
  show();
}

/** Everything but the entries. */
function show() {
  const isRoom = current.startsWith('#');
  const name = current.slice(1);
  const here = people.get(name) ?? [];
  const online = client?.state === 'open' && me !== '';
  $('state').className = online ? 'state online' : 'state';
  $('state').textContent = online ? words().online : words().offline;
  const lost = isLost ? words().offlineBanner : '';
  if ($('offline').textContent !== lost) $('offline').textContent = lost;
  const label = isRoom ? roomLabel(name) : name;
  $('title').textContent = label;
  $('subtitle').textContent = !isRoom
    ? everybody().includes(name) ? words().direct : words().notHere
    : here.length === 0 ? '' : here.length === 1 ? words().onlyYou : words().hereNames(here);
  $('leave').hidden = current === `#${LOBBY}`;
  $('leave').textContent = isRoom ? words().leaveRoom(name) : words().close;
  $('leave').setAttribute('aria-label', isRoom ? words().leaveRoom(name) : words().closeTalk(name));
  $('text').placeholder = words().messageTo(label);

  const rooms = [...new Set([LOBBY, ...[...mine].sort(byName), ...[...people.keys()].sort(byName)])];
  list($('rooms'), rooms.map((room) => ({
    id: `#${room}`, label: roomLabel(room), away: !mine.has(room), avatar: element('span', 'avatar room small', '#'),
    count: (people.get(room) ?? []).length,
  })));
  const isTalk = ([id, { entries }]) => id.startsWith('@') && (entries.length > 0 || id === current);
  const talks = [...conversations].filter(isTalk).map(([id]) => id.slice(1));
  const names = [...new Set([...everybody(), ...talks])].filter((other) => other !== me).sort(byName);
  list($('people'), names.map((other) => ({
    id: `@${other}`, label: other, away: !everybody().includes(other),
    avatar: dress(element('span', 'avatar small'), other),
  })), words().nobody);

  const unread = [...conversations.values()].reduce((sum, { unread }) => sum + unread, 0);
  document.title = unread ? `(${unread}) ${words().title}` : words().title;
  $('menu').querySelector('.dot').hidden = unread === 0;
  $('menu').setAttribute('aria-label', unread ? words().listsUnread(unread) : words().lists);
  showTyping();
  showNext();
}

const shown = new Map();                // parent → what it shows, as JSON

function list(parent, items, empty = '') {
  const unreadOf = (id) => conversations.get(id)?.unread ?? 0;
  const now = JSON.stringify([items.map(({ avatar, ...item }) => [item, unreadOf(item.id)]), current, locale()]);
  // A button that is replaced while it is pressed hears no click.
  if (shown.get(parent) === now) return;
  shown.set(parent, now);
  const focused = parent.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  parent.replaceChildren(...items.map(({ id, label, away, avatar, count }) => {
    const button = element('button', away ? 'away' : '');
    const unread = unreadOf(id);
    button.type = 'button';
    button.dataset.id = id;
    if (id === current) button.setAttribute('aria-current', 'true');
    avatar.setAttribute('aria-hidden', 'true');
    button.append(avatar, element('span', 'label', label));
    if (away) button.append(element('span', 'count', id.startsWith('#') ? words().enterThis : words().away));
    else if (count) {
      button.append(element('span', 'count', count));
      button.lastChild.title = words().here(count);
    }
    if (unread) {
      button.append(element('span', 'unread', unread));
      button.lastChild.append(element('span', 'visually-hidden', words().unread));
    }
    const item = element('li');
    item.append(button);
    return item;
  }));
  if (items.length === 0 && empty) parent.append(element('li', 'empty', empty));
  if (focused) [...parent.querySelectorAll('button')].find((button) => button.dataset.id === focused)?.focus();
}

function showTyping() {
  const talk = conversations.get(current);
  const names = [...talk?.typing ?? []].filter(([, until]) => until > Date.now()).map(([name]) => name);
  const text = names.length ? words().typing(names) : '';
  const [dots, sentence] = $('typing').children;
  dots.hidden = names.length === 0;
  if (sentence.textContent !== text) sentence.textContent = text;
}

/** What to do next: each step gets its tick, and the last one ends it. */
function showNext() {
  const ticks = { 'next-window': everybody().length > 1, 'next-say': done.say, 'next-kill': done.kill };
  if (!pane.isThere) delete ticks['next-kill'];
  $('next-kill').hidden = !pane.isThere;
  for (const [step, isDone] of Object.entries(ticks)) $(step).classList.toggle('done', isDone);
  $('next-title').textContent = words().next(me);
  $('next').hidden = done.closed || current !== `#${LOBBY}` || !Object.values(ticks).includes(false);
  $('empty').hidden = !$('next').hidden || (conversations.get(current)?.entries ?? []).some(({ name }) => name);
}

let silence = 0;
function showEntries() {
  const { entries } = conversation(current);
  // A screen reader says what is new, and not all that has been said before.
  clearTimeout(silence);
  $('entries').ariaLive = 'off';
  silence = setTimeout(() => { $('entries').ariaLive = 'polite'; }, 1000);
  $('entries').replaceChildren();
  entries.forEach((entry) => { entry.node = entryNode(entry); });
  $('entries').append(...entries.map(({ node }) => node));
  entries.forEach((_, place) => group(place));
  $('newest').hidden = true;
  toEnd();
}

// To measure after each of many lines would take longer than to draw them: once a frame is enough.
let atEnd = true;
let lastTop = 0;
let frame = 0;
// The keyboard of a phone, a text of several lines, the pane: the last lines go up with what takes their room.
const resizing = new ResizeObserver(() => { if (atEnd) toEnd(); });
for (const what of ['log', 'entries']) resizing.observe($(what));
function toEnd() {
  atEnd = true;
  cancelAnimationFrame(frame);
  frame = requestAnimationFrame(() => { $('log').scrollTop = $('log').scrollHeight; });
}

/** Puts one entry where it belongs. */
function draw(place) {
  const { entries } = conversation(current);
  const entry = entries[place];
  const next = entries[place + 1]?.node ?? null;
  const isDrawn = entry.node?.parentNode === $('entries');
  entry.node = entryNode(entry, isDrawn ? entry.node : undefined);
  // To put it where it is would be to take it away and bring it again.
  if (!isDrawn || entry.node.nextSibling !== next) $('entries').insertBefore(entry.node, next);
  group(place);
  if (entries[place + 1]) group(place + 1);
  // Whoever reads further up is left there.
  if (atEnd || entry.waits) toEnd();
}

/** @param item what is drawn of it already: its text stays, all else is as for a new one */
function entryNode(entry, item = element('div', 'notice')) {
  if (!entry.name) {
    const [which, ...filled] = entry.notice;
    item.append(words()[which](...filled), ' ', timeOf(entry.at));
    return item;
  }
  item.className = `message${entry.name === me ? ' mine' : ''}${entry.waits ? ' waits' : ''}`;
  const by = element('div', 'by');
  by.append(
    paint(element('b', '', entry.name === me ? words().you : entry.name), entry.name), ' ',
    entry.waits ? words().sending : timeOf(entry.at),
  );
  if (item.lastChild) {
    item.querySelector('.by').replaceWith(by);
    return item;
  }
  const bubble = element('div', 'bubble');
  bubble.append(...linked(entry.text));
  item.append(dress(element('span', 'avatar'), entry.name), by, bubble);
  return item;
}

/** What one person says within five minutes stands under one name. */
function group(place) {
  const { entries } = conversation(current);
  const [before, entry] = [entries[place - 1], entries[place]];
  const isMore = entry.name && before?.name === entry.name && entry.at - before.at < 300 && !entry.waits === !before.waits;
  entry.node.classList.toggle('more', Boolean(isMore));
}

// ---- What the reader does --------------------------------------------------------------------------------------

function open(id) {
  const room = id.slice(1);
  if (id.startsWith('#') && !mine.has(room)) {
    mine.add(room);
    enter(room, false);
  }
  // What was begun for one must not go to another.
  if (conversations.has(current)) conversation(current).draft = $('text').value;
  if (id !== current) setText(conversation(id).draft);
  current = id;
  conversation(id).unread = 0;
  showLists(false);
  showEntries();
  show();
  save();
  fitText();
  // A finger wants no keyboard over what it has opened; who hears the page wants to know what that is.
  if (!focusText()) $('title').focus();
}

/** A room, or a talk, is taken off the list with all that waits for it. */
function close(id) {
  if (id.startsWith('#')) {
    mine.delete(id.slice(1));
    inside.delete(id.slice(1));
  }
  waiting = waiting.filter((line) => line.id !== id);
  conversations.delete(id);
  open(id === current ? `#${LOBBY}` : current);
}

function setText(text) {
  $('text').value = text;
  $('text').setCustomValidity('');
  fitText();
}

/** As high as what is in it, in browsers that do not know field-sizing; chat.css says up to which height. */
function fitText() {
  if (CSS.supports('field-sizing', 'content')) return;
  $('text').style.height = 'auto';
  if ($('text').checkVisibility()) $('text').style.height = `${$('text').scrollHeight + 2}px`;
}

/** Where that brings no keyboard onto the screen. */
function focusText() {
  const has = matchMedia('(hover: hover)').matches;
  if (has) $('text').focus();
  return has;
}

function showLists(shown) {
  $('chat').classList.toggle('lists-open', shown);
  $('menu').setAttribute('aria-expanded', String(shown));
  $('chat').querySelector('main').inert = $('pane').inert = shown;
}
// On a wider screen the lists cover nothing.
matchMedia('(max-width: 720px)').addEventListener('change', () => showLists(false));

function showPane(shown) {
  $('pane-button').hidden = !pane.isThere;
  $('pane').hidden = !shown;
  $('chat').classList.toggle('pane-open', shown);
  $('pane-button').setAttribute('aria-expanded', String(shown));
  pane.draw();
}

function signOut() {
  current = was = '';
  mine = new Set();
  waiting = [];
  done = { say: false, kill: false, closed: false };
  conversations.clear();
  setText('');
  toDoor();
  save();
}

function toDoor() {
  disconnect();
  me = '';
  saved.name = undefined;
  people = new Map();
  joining(false);
  setOnline(false);
  clearTimeout(banner);
  $('chat').hidden = true;
  $('join').hidden = false;
  $('name').focus();
}

$('join').addEventListener('submit', (event) => {
  event.preventDefault();
  wanted = tidy($('name').value);
  refusal = null;
  showRefusal();
  $('name').removeAttribute('aria-invalid');
  if (!wanted) return;
  joining(true);
  connect();
});
$('lists').addEventListener('click', ({ target }) => {
  const id = target.closest('[data-id]')?.dataset.id;
  if (id) open(id);
});
$('open-room').addEventListener('submit', (event) => {
  event.preventDefault();
  const room = tidy($('room').value);
  $('room').setCustomValidity(NAME.test(room) ? '' : words().roomName);
  if (!$('room').reportValidity()) return;
  $('room').value = '';
  // Capitals make no other room.
  const isSame = (other) => other.toLowerCase() === room.toLowerCase();
  open(`#${isLobby(room) ? LOBBY : [...mine, ...people.keys()].find(isSame) ?? room}`);
});
$('room').addEventListener('input', () => $('room').setCustomValidity(''));
$('leave').addEventListener('click', () => {
  const left = current;
  if (left.startsWith('#')) send({ do: 'leave', room: left.slice(1) });
  close(left);
  who();
});
$('compose').addEventListener('submit', (event) => {
  event.preventDefault();
  // Control characters are not seen: PHP would take some for no text at all, and they may stand in what is pasted.
  const text = $('text').value.replace(/[^\P{Cc}\n\t]/gu, '').trim();
  $('text').setCustomValidity(text.length > LONGEST ? words().tooLong(text.length) : '');
  if (!$('text').reportValidity()) return;
  setText('');
  if (!text) return;
  typed = 0;
  done.say = true;
  write(current, text);
});
let typed = 0;
$('text').addEventListener('input', () => {
  $('text').setCustomValidity('');
  fitText();
  if (Date.now() - typed < TYPING_SECONDS * 1000 || !$('text').value.trim()) return;
  typed = Date.now();
  send({ do: 'typing', ...current.startsWith('#') ? { room: current.slice(1) } : { to: current.slice(1) } });
});
$('text').addEventListener('keydown', (event) => {
  // The Enter that ends a word of Chinese or Japanese input: Safari says so by its code alone.
  if (event.key !== 'Enter' || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  $('compose').requestSubmit();
});
// A press takes the focus out of the text otherwise, and a phone its keyboard away.
$('send').addEventListener('mousedown', (event) => event.preventDefault());
$('newest').addEventListener('click', () => {
  toEnd();
  focusText();
});
$('log').addEventListener('scroll', () => {
  const { scrollHeight, scrollTop, clientHeight } = $('log');
  // Whoever goes up wants to stay there. On the way down more may have come meanwhile.
  atEnd = scrollHeight - scrollTop - clientHeight < 80 || (atEnd && scrollTop >= lastTop);
  lastTop = scrollTop;
  if (atEnd) $('newest').hidden = true;
}, { passive: true });
$('sign-out').addEventListener('click', signOut);
$('next-window').querySelector('button').addEventListener('click', () => window.open(location.href, '_blank', 'noopener'));
$('next-kill').querySelector('button').addEventListener('click', () => {
  showPane(true);
  $('gateways').querySelector('button').focus();
});
$('next-close').addEventListener('click', () => {
  done.closed = true;
  save();
  showNext();
});
$('pane-button').addEventListener('click', () => showPane($('pane').hidden));
$('pane-close').addEventListener('click', () => {
  showPane(false);
  $('pane-button').focus();
});
$('menu').addEventListener('click', () => {
  showLists(true);
  $('lists').querySelector('[aria-current]')?.focus();
});
$('shade').addEventListener('click', () => showLists(false));
addEventListener('keydown', ({ key, isComposing }) => {
  if (key !== 'Escape' || isComposing) return;
  if ($('chat').classList.contains('lists-open')) {
    showLists(false);
    $('menu').focus();
  } else if ($('pane').contains(document.activeElement)) $('pane-close').click();
});
document.addEventListener('visibilitychange', () => {
  // A phone ends pages that are not seen, and does not tell them.
  if (document.hidden && me) save();
  if (document.hidden || !current) return;
  conversation(current).unread = 0;
  show();
});
for (const button of document.querySelectorAll('.language')) {
  button.addEventListener('click', () => {
    switchLanguage();
    showTexts();
  });
}

function showTexts() {
  translate();
  joining($('submit').disabled);
  showRefusal();
  pane.draw();
  show();
  if (current) showEntries();
}

showTexts();
// A reload comes back as the same person, in the same rooms.
if (saved.name) {
  mine = new Set(saved.rooms);
  for (const room of mine) conversation(`#${room}`).been = true;
  current = saved.current;
  waiting = saved.waiting ?? [];
  done = saved.done ?? done;
  for (const [id, entries] of saved.talks ?? []) conversation(id).entries = entries;
  for (const [id, unread, known, draft = ''] of saved.counts ?? []) {
    Object.assign(conversation(id), { unread, known, draft });
  }
  setText(conversation(current).draft);
  for (const { id, mark, text } of waiting) {
    const { entries } = conversation(id);
    if (!entries.some((entry) => entry.mark === mark)) entries.push({ mark, text, name: saved.name, at: Date.now() / 1000, order: Infinity, waits: true });
  }
  wanted = saved.name;
  $('name').value = saved.name;
  joining(true);
  connect();
} else {
  $('name').focus();
}
