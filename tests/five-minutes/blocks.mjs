/* The fenced blocks of a section of a Markdown page, with the mark above each: what a reader types, in its order. */

/**
 * @returns {{language: string, mark: string, code: string}[]} `mark` is what the comment above says, such as `background`
 */
export function blocks(page, heading) {
  const lines = page.split('\n');
  const start = lines.findIndex((line) => line.startsWith('## ') && line.includes(heading));
  if (start < 0) throw new Error(`the page has no section "${heading}"`);
  const found = [];
  for (let n = start + 1; n < lines.length && !lines[n].startsWith('## '); n++) {
    const fence = lines[n].match(/^```(\w*)$/);
    if (!fence) continue;
    const end = lines.indexOf('```', n + 1);
    if (end < 0) throw new Error(`line ${n + 1}: the block does not end`);
    const mark = lines[n - 1].match(/^<!-- (.*) -->$/)?.[1] ?? '';
    found.push({ language: fence[1], mark, code: lines.slice(n + 1, end).join('\n') + '\n' });
    n = end;
  }
  return found;
}

/** The files that a reader writes: name → text. */
export const files = (all) => new Map(all.flatMap(({ mark, code }) =>
  mark.startsWith('file: ') ? [[mark.slice('file: '.length), code]] : []));

/** Code without its comments, which are the only thing that another language may change. */
export const withoutComments = (code) => code.replace(/<!--.*?-->|(?<=^|\s)(?:\/\/|#(?= )).*$/gm, '').replace(/[ \t]+$/gm, '');
