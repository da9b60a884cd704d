/** Runs checks one after the other and prints each with its result; gives how many passed and failed. */
export async function runChecks(
  topic: string,
  checks: Readonly<Record<string, () => Promise<void>>>,
): Promise<{ passed: number; failed: number }> {
  let passed = 0;
  let failed = 0;
  for (const [name, check] of Object.entries(checks)) {
    const started = Date.now();
    try {
      await check();
      passed++;
      console.log(`✔ ${topic}: ${name} (${Date.now() - started} ms)`);
    } catch (error) {
      failed++;
      console.log(`✖ ${topic}: ${name}\n${String(error).replace(/^/gm, '    ')}`);
    }
  }
  return { passed, failed };
}
