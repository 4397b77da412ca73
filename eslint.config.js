import js from '@eslint/js';
import prettier from 'eslint-config-prettier';
import svelte from 'eslint-plugin-svelte';
import { defineConfig, globalIgnores } from 'eslint/config';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** What may be imported in one place only, and the way through for everybody else. */
const oneWayThrough = {
  keytar: {
    only: 'electron/keychain/ask-keytar.ts',
    message: 'Take a SecretStore (electron/keychain/secret-store.ts).',
  },
  libsql: {
    only: 'electron/history/database.ts',
    message: 'Take a Database (electron/history/database.ts); SQL stays in electron/history/.',
  },
  ky: { only: 'electron/api/client.ts', message: 'Ask the ApiClient (electron/api/client.ts).' },
  ipcMain: {
    only: 'electron/ipc/handle.ts',
    message: 'Add a channel to electron/ipc/contract.ts and register it in electron/ipc/register.ts.',
  },
  ipcRenderer: { only: 'electron/preload.ts', message: 'Add a function to electron/preload.ts.' },
};

const { keytar, libsql, ky, ipcMain, ipcRenderer } = oneWayThrough;

/**
 * @param {string | undefined} file the file for which the boundaries are drawn; its own way through stays open
 * @returns {import('@eslint/core').RulesConfig}
 */
const restricted = (file) => ({
  '@typescript-eslint/no-restricted-imports': [
    'error',
    {
      paths: [
        ...Object.entries({ keytar, libsql, ky })
          .filter(([, { only }]) => only !== file)
          .map(([name, { message }]) => ({ name, message })),
        ...Object.entries({ ipcMain, ipcRenderer })
          .filter(([, { only }]) => only !== file)
          .map(([importName, { message }]) => ({ name: 'electron', importNames: [importName], message })),
        {
          name: 'electron',
          importNames: ['shell'],
          message: 'The app hands nothing to other programs to open.',
        },
      ],
    },
  ],
});

export default defineConfig(
  globalIgnores(['out', 'dist', 'test-results', 'renderer/messages/compiled']),
  js.configs.recommended,
  ts.configs.strictTypeChecked,
  ts.configs.stylisticTypeChecked,
  svelte.configs.recommended,
  prettier,
  svelte.configs.prettier,
  {
    languageOptions: {
      globals: globals.node,
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/consistent-type-definitions': 'off',
    },
  },
  {
    files: ['electron/**/*.ts'],
    rules: restricted(undefined),
  },
  ...Object.values(oneWayThrough).map(({ only }) => ({
    files: [only],
    rules: restricted(only),
  })),
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.svelte'],
    languageOptions: { globals: globals.browser, parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              group: ['electron', 'electron/*', 'node:*', 'keytar', 'libsql', 'ky'],
              message:
                'The page has no privileges: add a use case to window.inspector (electron/preload.ts).',
            },
            {
              regex: '^(\\.\\./)+electron/',
              allowTypeImports: true,
              message: 'The page takes types only from electron/.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        {
          name: 'fetch',
          message: 'The page has no network: add a use case to window.inspector (electron/preload.ts).',
        },
        { name: 'XMLHttpRequest', message: 'The page has no network.' },
        { name: 'WebSocket', message: 'The page has no network.' },
        { name: 'localStorage', message: 'The page stores nothing: see electron/settings.' },
        { name: 'sessionStorage', message: 'The page stores nothing: see electron/settings.' },
      ],
      'svelte/no-at-html-tags': 'error',
    },
  },
  {
    // The parser has no types for what a component exports, a snippet's arguments and bindings: svelte-check has.
    files: ['**/*.svelte'],
    rules: {
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
      '@typescript-eslint/no-unsafe-argument': 'off',
    },
  },
  { files: ['build/**', 'tests/**/*.mjs'], rules: { 'no-console': 'off' } },
  { files: ['**/*.svelte', '**/*.svelte.ts'], rules: { 'prefer-const': 'off' } },
);
