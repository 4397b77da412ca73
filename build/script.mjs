/**
 * Runs a script's body. What goes wrong is told in its own words: a stack trace helps nobody who only wants to
 * start the app.
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
}
