import { appendFileSync } from 'node:fs';

/** The tests of a topic, by name, in the order in which they run. */
export type EditorTests = Readonly<Record<string, () => Promise<void>>>;

/** What is written of each test: one JSON line. */
export interface TestReport {
  readonly name: string;
  readonly passed: boolean;
  readonly milliseconds: number;
  readonly message?: string;
}

/** No test may take longer, in ms; a test that waits in vain says so much earlier. */
const testDeadline = 60_000;

/**
 * Runs tests one after the other and appends a report of each to a file. Rejects at the end where one failed.
 * There is one window and one workspace, so `between` cleans up after each of them. Where the first test fails,
 * the others do not run: it is the one which shows that the extension is there at all.
 */
export async function runTests(
  topics: Readonly<Record<string, EditorTests>>,
  reportFile: string,
  between: () => Promise<void>,
): Promise<void> {
  const tests = Object.entries(topics).flatMap(([topic, inTopic]) =>
    Object.entries(inTopic).map(([test, run]) => ({ name: `${topic}: ${test}`, run })),
  );
  let failed = 0;
  for (const [index, { name, run }] of tests.entries()) {
    const report = await runTest(name, async () => {
      await run();
      await between();
    });
    appendFileSync(reportFile, `${JSON.stringify(report)}\n`);
    if (report.passed) continue;
    failed++;
    if (index === 0) break;
    await between().catch(() => undefined);
  }
  if (failed > 0) throw new Error(`${failed} tests failed`);
}

async function runTest(name: string, run: () => Promise<void>): Promise<TestReport> {
  const started = Date.now();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`not done within ${testDeadline / 1000} s`)), testDeadline);
  });
  try {
    await Promise.race([run(), late]);
    return { name, passed: true, milliseconds: Date.now() - started };
  } catch (error) {
    // The rest of the stack says where in the bundle it was; the test's name says it better.
    const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
    return { name, passed: false, milliseconds: Date.now() - started, message };
  } finally {
    clearTimeout(timer);
  }
}
