/**
 * Runs a script's body. A failure is told in its own words: a stack trace does not help someone who
 * only wants to start the app.
 *
 * @param {() => Promise<void>} body
 */
export async function script(body) {
  try {
    await body();
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
  if (process.exitCode === undefined || process.exitCode === 0) return;
  // electron-builder's async-exit-hook ends the process with 0 at `beforeExit`, whatever the exit code
  // is, so the script ends by itself, with everything written.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit();
}
