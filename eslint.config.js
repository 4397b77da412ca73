import js from '@eslint/js';
import { defineConfig, globalIgnores } from 'eslint/config';
import prettier from 'eslint-config-prettier';
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript';
import { importX } from 'eslint-plugin-import-x';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';
import svelteConfig from './svelte.config.js';

/** Imports that are allowed in one file only. The message says what to use elsewhere. */
const singleFileImports = {
  keytar: {
    only: 'electron/keychain/keytar-client.ts',
    message: 'Use a SecretStore (electron/keychain/secret-store.ts).',
  },
  libsql: {
    only: 'electron/history/database.ts',
    message: 'Use a Database (electron/history/database.ts); SQL stays in electron/history/.',
  },
  ky: { only: 'electron/api/client.ts', message: 'Use the ApiClient (electron/api/client.ts).' },
  'electron-updater': {
    only: 'electron/updates/updater.ts',
    message: 'Use an Updater (electron/updates/updater.ts).',
  },
  ipcMain: {
    only: 'electron/ipc/handle.ts',
    message: 'Declare a channel in electron/contract/channels.ts and handle it in electron/ipc/.',
  },
  ipcRenderer: {
    only: 'electron/preload.ts',
    message: 'Declare a channel in electron/contract/channels.ts.',
  },
};

const { ipcMain, ipcRenderer, ...packages } = singleFileImports;

/**
 * @param {string | undefined} file the file that the rules are for; it may import what is allowed in it
 * @returns {import('eslint').Linter.RulesRecord}
 */
const importRestrictions = (file) => {
  const closedPackages = Object.entries(packages).filter(([, { only }]) => only !== file);
  return {
    '@typescript-eslint/no-restricted-imports': [
      'error',
      {
        paths: [
          ...closedPackages.map(([name, { message }]) => ({ name, message })),
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
            message: 'The app does not open files or URLs in other programs.',
          },
          {
            name: 'electron',
            importNames: ['default'],
            message: 'Import each part of Electron by its name, so that these rules see it.',
          },
        ],
      },
    ],
    'no-restricted-syntax': [
      'error',
      ...closedPackages.map(([name, { message }]) => ({
        selector: `ImportExpression[source.value="${name}"]`,
        message,
      })),
      {
        selector: 'ImportExpression[source.value="electron"]',
        message: 'Import Electron statically, so that these rules see it.',
      },
    ],
  };
};

/** Imports between folders that are forbidden. The message says what to do instead. */
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
      'Use cases must not depend on the window or on IPC. Take a function that electron/main.ts passes in.',
  },
  {
    target: ['./electron', './renderer'],
    from: ['./tests', './build'],
    except: ['./icons/png'],
    message: 'Production code must not depend on the tests or the build.',
  },
];

/**
 * Cycles are left to oxlint, whose rule follows type imports too: see .oxlintrc.json.
 *
 * @type {import('eslint').Linter.RulesRecord}
 */
const importGraph = {
  'import-x/no-restricted-paths': ['error', { zones, basePath: import.meta.dirname }],
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
      // import-x follows imports into Svelte files, whose scripts need this parser.
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
    rules: importRestrictions(undefined),
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
  ...Object.values(singleFileImports).map(({ only }) => ({
    files: [only],
    rules: importRestrictions(only),
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
    // The ESLint parser can't infer the types of component exports, snippet arguments and bindings.
    // svelte-check checks them.
    files: ['**/*.svelte'],
    languageOptions: {
      globals: globals.browser,
      parserOptions: { parser: ts.parser, svelteConfig },
    },
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
