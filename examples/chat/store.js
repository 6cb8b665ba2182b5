/*
 * What the browser keeps for the page: the language, and who this tab is. It may refuse: in private windows, with
 * cookies blocked, or when it is full. Then the page does without.
 */

/** What was kept under that name, or null. */
export function kept(storage, name) {
  try { return JSON.parse(globalThis[storage].getItem(name)); } catch { return null; }
}

/** Keeps it; false if there is no room. Then nothing is kept: what was kept before is true no more. */
export function keep(storage, name, value) {
  try {
    globalThis[storage].removeItem(name);
    globalThis[storage].setItem(name, JSON.stringify(value));
    return true;
  } catch {
    return false;
  }
}
