/**
 * Runs a script's body and prints only the message of an error. A stack trace does not help a
 * person who wants to start the app.
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
  // electron-builder's async-exit-hook exits with 0 at `beforeExit`, even if the exit code says
  // failure. So a failed script exits before that, after its output is written.
  await new Promise((resolve) => process.stdout.write('', resolve));
  process.exit();
}
