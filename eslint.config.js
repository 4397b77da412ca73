import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** What may be imported in one file only, and what every other file uses instead. */
const oneWayThrough = {
  keytar: {
    only: 'electron/keychain/keytar-client.ts',
    message: 'Take a SecretStore (electron/keychain/secret-store.ts).',
  },
  libsql: {
    only: 'electron/history/database.ts',
    message: 'Take a Database (electron/history/database.ts); SQL stays in electron/history/.',
  },
  ky: { only: 'electron/api/client.ts', message: 'Ask the ApiClient (electron/api/client.ts).' },
  ipcMain: {
    only: 'electron/ipc/handle.ts',
    message: 'Declare a channel in electron/contract/channels.ts and handle it in electron/ipc/.',
  },
  ipcRenderer: {
    only: 'electron/preload.ts',
    message: 'Declare a channel in electron/contract/channels.ts.',
  },
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
          .map(([importName, { message }]) => ({
            name: 'electron',
            importNames: [importName],
            message,
          })),
        {
          name: 'electron',
          importNames: ['shell'],
          message: 'The app hands nothing to other programs to open.',
        },
      ],
    },
  ],
});

/** Which folder may import from which, and what to do instead. */
const zones = [
  {
    target: './renderer',
    from: './electron',
    except: ['./contract'],
    message: 'Move what both sides need to electron/contract/.',
  },
  {
    target: './electron',
    from: './renderer',
    except: ['./messages/compiled'],
    message: 'Move what both sides need to electron/contract/. Words come from renderer/messages/.',
  },
  {
    target: './electron/contract',
    from: ['./electron', './renderer'],
    except: ['./contract'],
    message: 'electron/contract/ imports only itself and valibot.',
  },
  {
    target: ['./electron/!(shell|ipc)/**/*'],
    from: ['./electron/shell', './electron/ipc'],
    message:
      'Use cases do not know the window or IPC: take a function, which electron/main.ts passes in.',
  },
  {
    target: ['./electron', './renderer'],
    from: ['./tests', './build'],
    except: ['./icons/png'],
    message: 'Production code knows neither the tests nor the build.',
  },
];

/** @type {import('@eslint/core').RulesConfig} */
const importGraph = {
  'import-x/no-cycle': ['error', { ignoreExternal: true }],
  'import-x/no-restricted-paths': ['error', { zones }],
  'import-x/no-self-import': 'error',
  'import-x/order': [
    'error',
    {
      groups: ['builtin', 'external', ['parent', 'sibling', 'index']],
      alphabetize: { order: 'asc', caseInsensitive: true },
      'newlines-between': 'never',
    },
  ],
};

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
      // `parser` is for the scripts of Svelte files, which import-x reads from TypeScript files too.
      parserOptions: { projectService: true, extraFileExtensions: ['.svelte'], parser: ts.parser },
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
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [createTypeScriptImportResolver({ project: 'tsconfig.json' })],
      'import-x/parsers': {
        '@typescript-eslint/parser': ['.ts'],
        'svelte-eslint-parser': ['.svelte'],
      },
      'import-x/extensions': ['.ts', '.js', '.mjs', '.cjs', '.svelte'],
    },
    rules: importGraph,
  },
  {
    files: ['electron/**/*.ts'],
    rules: restricted(undefined),
  },
  {
    files: ['electron/contract/**/*.ts'],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(?!\\./|valibot$)',
              message: 'electron/contract/ imports only itself and valibot.',
            },
          ],
        },
      ],
    },
  },
  ...Object.values(oneWayThrough).map(({ only }) => ({
    files: [only],
    rules: restricted(only),
  })),
  {
    files: ['renderer/**/*.ts', 'renderer/**/*.svelte'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig },
    },
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: '^(electron(/.*)?|node:.*|keytar|libsql|ky)$',
              message:
                'The renderer has no privileges: declare a channel in electron/contract/channels.ts.',
            },
          ],
        },
      ],
      'no-restricted-globals': [
        'error',
        {
          name: 'fetch',
          message:
            'The renderer has no network: declare a channel in electron/contract/channels.ts.',
        },
        { name: 'XMLHttpRequest', message: 'The renderer has no network.' },
        { name: 'WebSocket', message: 'The renderer has no network.' },
        { name: 'localStorage', message: 'The renderer stores nothing: see electron/settings/.' },
        { name: 'sessionStorage', message: 'The renderer stores nothing: see electron/settings/.' },
      ],
      'svelte/no-at-html-tags': 'error',
      'svelte/no-unused-props': 'error',
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
