/* A reporter for node --test: a line a test, what went wrong, and "N passed, N failed" as tools/counted.sh reads it. */

const line = (text) => `${text}\n`;

function* problem(error) {
  // What the runner wraps around an error says nothing about the test.
  const cause = error?.cause ?? error;
  yield* String(cause?.stack ?? cause).split('\n').map((text) => line(`      ${text}`));
}

export default async function* counted(source) {
  const counts = { passed: 0, failed: 0, skipped: 0 };
  for await (const { type, data } of source) {
    if (type === 'test:pass' && (data.skip !== undefined || data.todo !== undefined)) {
      counts.skipped++;
      yield line(`SKIP ${data.name}`);
    } else if (type === 'test:pass' && data.details.type !== 'suite') {
      counts.passed++;
      yield line(`ok    ${data.name} (${Math.round(data.details.duration_ms)} ms)`);
    } else if (type === 'test:fail' && data.details.type !== 'suite') {
      counts.failed++;
      yield line(`FAIL  ${data.name}`);
      yield* problem(data.details.error);
    } else if (type === 'test:stderr' || type === 'test:stdout') {
      yield data.message;
    }
  }
  const skipped = counts.skipped ? `, ${counts.skipped} skipped` : '';
  yield line(`${counts.passed} passed, ${counts.failed} failed${skipped}`);
}
