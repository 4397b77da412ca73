/**
 * Takes the place of Vitest in the gallery, which shows the fake bridge and the builders of the tests in
 * a browser: Vitest itself runs only in its test runner. A fake function is then the function alone.
 */
export const vi = {
  fn: <T>(implementation: T): T => implementation,
  stubGlobal: (name: string, value: unknown): void =>
    void Object.assign(globalThis, { [name]: value }),
};
