/*
 * The live pane: what PHP does, as Pane.php tells it, and two buttons that demo.sh carries out. It is there if
 * config.js names the workers.
 */
import { backSeconds, workers } from './config.js';
import { $, element, timeOf } from './view.js';
import { words } from './words.js';

const KEPT = 60;

export const isThere = workers.length > 0;

let here = -1;                          // the gateway of this page, by its place in config.js
const isUp = new Map();                 // worker address → whether events come from it
const backAt = new Map();               // worker address → when it is expected, in milliseconds
const processes = new Map();            // name of a PHP process → { pid, count }

export const isAnyDown = () => [...isUp.values()].includes(false);

export function setGateway(index) {
  here = index;
  draw();
}

export function receive(message) {
  if (message.is === 'gateways') {
    for (const [address, up] of Object.entries(message.up)) {
      if (!up && isUp.get(address)) backAt.set(address, Date.now() + backSeconds * 1000);
      isUp.set(address, up);
    }
  } else {
    const before = processes.get(message.process);
    const isNew = before && before.pid !== message.pid;
    if (isNew) note(words().replaced(`${message.process} (${message.pid})`));
    processes.set(message.process, { pid: message.pid, count: (isNew ? 0 : before?.count ?? 0) + 1 });
    list(eventNode(message));
  }
  draw();
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
    const up = isUp.get(address) ?? true;
    const seconds = Math.ceil(((backAt.get(address) ?? 0) - Date.now()) / 1000);
    const [name, button] = item.children;
    item.className = up ? 'up' : '';
    name.firstChild.textContent = words().gateway(index + 1);
    name.lastChild.textContent = !up ? words().down(seconds) : index === here ? words().youAreHere : address;
    button.textContent = words().kill;
    button.setAttribute('aria-label', words().killThis(index + 1));
    button.disabled = isAnyDown(); // one of the two stays
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
  const item = element('li');
  const top = element('div', 'top');
  top.append(chip(process), element('code', '', event), timeOf(at, { second: '2-digit' }));
  const what = element('p');
  what.append(element('b', '', name || words().somebody), ' ', payload);
  const figures = [words().gateway(workers.indexOf(gateway) + 1), `${ms} ms`, words().frames(frames)];
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
