/**
 * Replaces Vitest in the gallery, which uses the tests' fake bridge and builders in a browser.
 * Vitest runs only in its test runner. Mock functions become plain functions.
 */
export const vi = {
  fn: <T>(implementation: T): T => implementation,
  stubGlobal: (name: string, value: unknown): void =>
    void Object.assign(globalThis, { [name]: value }),
};
