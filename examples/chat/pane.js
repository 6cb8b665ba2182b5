/*
 * The live pane: what PHP does, as Pane.php tells it, and two buttons that demo.sh carries out. It is there if
 * config.js names the workers.
 */
import { backSeconds, workers } from './config.js';
import { $, element, timeOf } from './view.js';
import { words } from './words.js';

const KEPT = 60;
const BY_ITSELF = /^(who|history|typing|got)\b/;     // of what the page sends

export const isThere = workers.length > 0;

let here = -1;                          // the gateway of this page, by its place in config.js
const upAt = new Map();                 // name of a PHP process → { worker address: is it registered there? }
const backAt = new Map();               // worker address → when it is expected, in milliseconds
const processes = new Map();            // name of a PHP process → { pid, count }

const isUp = (address) => [...upAt.values()].every((up) => up[address] ?? true);
const isAnyDown = () => !workers.every(isUp);

export function setGateway(index) {
  here = index;
  draw();
}

export function receive(message) {
  if (message.is === 'gateways') {
    const before = workers.filter(isUp);
    upAt.set(message.process, message.up);
    for (const address of before) if (!isUp(address)) backAt.set(address, Date.now() + backSeconds * 1000);
    meet(message);
  } else {
    meet(message).count++;
    list(eventNode(message));
  }
  draw();
}

/** The PHP process of a message. One that has taken another one's place is told. */
function meet({ process, pid }) {
  const before = processes.get(process);
  if (before?.pid === pid) return before;
  if (before) note(words().replaced(`${process} (${pid})`));
  processes.set(process, { pid, count: 0 });
  return processes.get(process);
}

/** A line of the page's own between the events. */
export function note(text) {
  const item = element('li', 'note', `${text} `);
  item.append(timeOf(Date.now() / 1000, { second: '2-digit' }));
  list(item);
}

export function draw() {
  if (!isThere) return;
  workers.forEach((address, index) => {
    // Kept, and filled anew: a button that is replaced while it is pressed hears no click.
    const item = $('gateways').children[index] ?? $('gateways').appendChild(gatewayNode(index));
    const up = isUp(address);
    const seconds = Math.ceil(((backAt.get(address) ?? 0) - Date.now()) / 1000);
    const [name, button] = item.children;
    item.className = up ? 'up' : '';
    name.firstChild.textContent = words().gateway(index + 1);
    name.lastChild.textContent = !up ? words().down(seconds) : index === here ? words().youAreHere : address;
    button.textContent = words().kill;
    button.setAttribute('aria-label', words().killThis(index + 1));
    button.disabled = isAnyDown();
    button.title = isAnyDown() ? words().oneStays : '';
  });
  $('processes').replaceChildren(...[...processes].sort().map(([name, { pid, count }]) => {
    const item = element('li');
    item.append(chip(name), element('small', '', `${pid} · ${words().handled(count)}`));
    return item;
  }));
}

function gatewayNode(index) {
  const [item, name, button] = [element('li'), element('div'), element('button', 'danger')];
  name.append(element('strong'), element('small'));
  button.onclick = () => order(`kill ${index + 1}`);
  item.append(name, button);
  return item;
}

function chip(process) {
  const node = element('span', 'chip', process);
  node.dataset.process = process.at(-1);
  return node;
}

function eventNode({ at, event, name, payload, process, gateway, ms, frames }) {
  const who = element('b', '', name || words().somebody);
  const figures = [words().gateway(workers.indexOf(gateway) + 1), `${ms} ms`, words().frames(frames)];
  // What the page asks for by itself takes one line: it would push away what people do.
  if (event === 'onMessage' && BY_ITSELF.test(payload)) {
    const [item, what] = [element('li', 'minor'), element('span')];
    what.append(who, ' ', payload);
    item.title = [event, ...figures].join(' · ');
    item.append(chip(process), what, element('small', '', figures.slice(1).join(' · ')));
    return item;
  }
  const item = element('li');
  const top = element('div', 'top');
  top.append(chip(process), element('code', '', event), timeOf(at, { second: '2-digit' }));
  const what = element('p');
  what.append(who, ' ', payload);
  item.append(top, what, element('small', '', figures.join(' · ')));
  return item;
}

function list(item) {
  $('events').prepend(item);
  while ($('events').children.length > KEPT) $('events').lastChild.remove();
}

async function order(command) {
  try {
    const { ok, status } = await fetch('demo', { method: 'POST', body: command });
    if (!ok) note(`demo.sh: ${status}`);
  } catch (error) {
    note(`demo.sh: ${error.message}`);
  }
}

$('reload').addEventListener('click', () => order('reload'));
setInterval(() => { if (isAnyDown()) draw(); }, 1000);
