/* How things are drawn: elements, colours of people, links in texts. Knows nothing of the chat. */
import { locale, words } from './words.js';

export const $ = (id) => document.getElementById(id);

export function element(tag, className = '', text = '') {
  const node = document.createElement(tag);
  node.className = className;
  node.textContent = text;
  return node;
}

/** The fixed texts of the page, in the language of words.js. */
export function translate() {
  document.documentElement.lang = locale();
  for (const node of document.querySelectorAll('[data-text]')) node.textContent = words()[node.dataset.text];
  for (const node of document.querySelectorAll('[data-label]')) {
    node.setAttribute('aria-label', words()[node.dataset.label]);
    node.title = words()[node.dataset.label];
  }
  for (const node of document.querySelectorAll('[data-placeholder]')) {
    node.placeholder = words()[node.dataset.placeholder];
  }
  for (const node of document.querySelectorAll('.language')) {
    node.textContent = words().other;
    node.lang = locale() === 'en' ? 'zh-CN' : 'en';
  }
}

/*
 * Colours. A name has a hue that it likes, so it has the same one in most windows. If somebody else has one like that,
 * it takes the one that is farthest from all those that are taken.
 */
const HUES = Array.from({ length: 12 }, (_, step) => step * 30 + 10);
const APART = 60;                       // degrees; what is nearer looks alike
const hues = new Map();

function hueOf(name) {
  if (!hues.has(name)) {
    let hash = 0;
    for (const character of name) hash = (hash * 31 + character.codePointAt(0)) % 997;
    const liked = hash % HUES.length;
    const ordered = [...HUES.slice(liked), ...HUES.slice(0, liked)];
    const room = (hue) => Math.min(APART, ...[...hues.values()].map((other) => {
      const between = Math.abs(hue - other);
      return Math.min(between, 360 - between);
    }));
    hues.set(name, ordered.reduce((best, hue) => room(hue) > room(best) ? hue : best));
  }
  return hues.get(name);
}

/** Gives an element the colour of that person, as --hue. */
export function paint(node, name) {
  node.style.setProperty('--hue', hueOf(name));
  return node;
}

export function dress(avatar, name) {
  avatar.textContent = [...name][0]?.toUpperCase() ?? '';
  avatar.setAttribute('aria-hidden', 'true');
  return paint(avatar, name);
}

/*
 * Links: http and https, nothing else. Punctuation behind an address belongs to the sentence, and so does a bracket
 * that was not opened in it. A character that is not seen ends it: some turn around what stands behind them.
 */
const ADDRESS = /https?:\/\/[^\s\p{Cf}<>"'`，。！？；：、（）【】《》「」『』“”‘’]+/giu;

function trimmed(address) {
  for (;;) {
    const end = address.at(-1);
    const opening = { ')': '(', ']': '[', '}': '{' }[end];
    const isOpen = opening && address.split(opening).length >= address.split(end).length;
    if (!'.,;:!?*_~)]}'.includes(end) || isOpen) return address;
    address = address.slice(0, -1);
  }
}

function isAddress(text) {
  try { return ['http:', 'https:'].includes(new URL(text).protocol); } catch { return false; }
}

/** The text as nodes: plain text and links. */
export function linked(text) {
  const nodes = [];
  let done = 0;
  for (const { 0: found, index } of text.matchAll(ADDRESS)) {
    const address = trimmed(found);
    if (!isAddress(address)) continue;
    const link = element('a', '', address);
    link.href = address;
    link.target = '_blank';
    link.rel = 'noopener noreferrer nofollow';
    nodes.push(text.slice(done, index), link);
    done = index + address.length;
  }
  return [...nodes, text.slice(done)];
}

/** The time of day; with the date if that was another day. */
export function timeOf(seconds, more = {}) {
  const at = new Date(seconds * 1000);
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...more };
  const isToday = at.toDateString() === new Date().toDateString();
  const time = element('time', '', isToday
    ? at.toLocaleTimeString(locale(), clock)
    : at.toLocaleString(locale(), { month: 'short', day: 'numeric', ...clock }));
  time.dateTime = at.toISOString();
  return time;
}
