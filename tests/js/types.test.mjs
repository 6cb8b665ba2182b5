/* js/netsvr.d.ts: an application compiles with it, and it says of the module what the module is. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import ts from 'typescript';
import * as module from '../../js/netsvr.js';
import { root } from './scene.mjs';

/** What the compiler says of a file that uses the module. */
function compile(file) {
  const program = ts.createProgram([file], {
    strict: true, noEmit: true, types: [], skipLibCheck: true, target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext,
    lib: ['lib.es2022.d.ts', 'lib.dom.d.ts'],
    // The package ws comes without types.
    paths: { ws: [`${root}/tests/js/ws.d.ts`] },
  });
  const files = [program.getSourceFile(file), program.getSourceFile(`${root}/js/netsvr.d.ts`)];
  const found = [...program.getOptionsDiagnostics(), ...files.flatMap((source) => ts.getPreEmitDiagnostics(program, source))];
  return found.map(({ file: at, start, messageText }) =>
    `${at ? `${at.fileName}:${at.getLineAndCharacterOfPosition(start).line + 1}: ` : ''}` +
    ts.flattenDiagnosticMessageText(messageText, ' '));
}

/** Names that the declaration has in the class or interface. */
function declared(name) {
  const text = readFileSync(`${root}/js/netsvr.d.ts`, 'utf8');
  const names = [];
  ts.forEachChild(ts.createSourceFile('netsvr.d.ts', text, ts.ScriptTarget.ES2022), (node) => {
    if (node.name?.escapedText !== name) return;
    for (const member of node.members) names.push(member.name?.escapedText ?? 'constructor');
  });
  return [...new Set(names)].sort();
}

test('an application in TypeScript compiles', { timeout: 180_000 }, () => {
  assert.deepEqual(compile(`${root}/tests/js/usage.ts`), []);
});

test('the class is declared as it is', () => {
  assert.deepEqual(Object.keys(module), ['NetsvrClient']);
  const { prototype } = module.NetsvrClient;
  assert.deepEqual(declared('NetsvrClient'), Object.getOwnPropertyNames(prototype).sort());
});

test('options and events are declared as they are', () => {
  const source = readFileSync(`${root}/js/netsvr.js`, 'utf8');
  const [, defaults] = source.match(/const DEFAULTS = \{\n(.*?)\n\};/s);
  const options = [...defaults.matchAll(/^ {2}(\w+):/gm)].map(([, name]) => name);
  assert.deepEqual(declared('Options'), [...options, 'WebSocket'].sort());
  const events = [...source.matchAll(/#tell\('(\w+)'/g)].map(([, name]) => name);
  assert.deepEqual(declared('NetsvrEvents'), [...new Set(events)].sort());
});

test('README.md names all options, methods and events in both languages', () => {
  const names = [...declared('Options'), ...declared('NetsvrEvents'), ...declared('NetsvrClient')];
  for (const file of ['README.md', 'README.zh-CN.md']) {
    const text = readFileSync(`${root}/js/${file}`, 'utf8');
    const missing = names.filter((name) => name !== 'constructor' && !new RegExp(`\`${name}\\b`).test(text));
    assert.deepEqual(missing, [], file);
  }
});

test('the module is short, and has no dependencies', () => {
  const source = readFileSync(`${root}/js/netsvr.js`, 'utf8');
  const lines = source.trimEnd().split('\n');
  assert.ok(lines.length <= 150, `${lines.length} lines`);
  assert.deepEqual(lines.filter((line) => line.length > 120), []);
  assert.doesNotMatch(source, /^import|\bimport\(|\brequire\(/m);
  assert.equal(JSON.parse(readFileSync(`${root}/js/package.json`, 'utf8')).dependencies, undefined);
});
