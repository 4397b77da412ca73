import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { projectFolder } from '../../../build/paths.mjs';

/** The rules of the import graph. The others don't matter here, and most of them are slower. */
const isOfGraph = ({ ruleId }: { ruleId: string }) =>
  /^import-x\/|\bno-restricted-|^svelte\/no-unused-props$/.test(ruleId);

const withTypes = new ESLint({ cwd: projectFolder, ruleFilter: isOfGraph });
const withoutTypes = new ESLint({
  cwd: projectFolder,
  ruleFilter: isOfGraph,
  overrideConfig: { languageOptions: { parserOptions: { projectService: false } } },
});

async function reported(eslint: ESLint, filePath: string, text: string) {
  const results = await eslint.lintText(text, { filePath });
  return results
    .flatMap(({ messages }) => messages)
    .map(({ ruleId, message }) => [ruleId, message]);
}

const imports = '@typescript-eslint/no-restricted-imports';
const paths = 'import-x/no-restricted-paths';
const syntax = 'no-restricted-syntax';
const component = (script: string) => `<script lang="ts">\n${script}\n</script>\n`;
const onlyItself = 'electron/contract/ imports only itself and valibot.';
const toContract = 'Move what both sides need to electron/contract/.';
const toChannel = 'Declare a channel in electron/contract/channels.ts';

type Violation = readonly [what: string, file: string, text: string, rule: string, message: string];

const libraries: readonly (readonly [name: string, message: string])[] = [
  ['keytar', '(electron/keychain/secret-store.ts)'],
  ['libsql', 'Use a Database'],
  ['ky', 'Use the ApiClient'],
  ['electron-updater', 'Use an Updater'],
];

const partsOfElectron: readonly (readonly [name: string, message: string])[] = [
  ['{ ipcMain }', toChannel],
  ['{ ipcRenderer }', toChannel],
  ['{ shell }', 'The app does not open files or URLs in other programs.'],
  ['electron', 'by its name'],
  ['* as electron', 'The app does not open files or URLs in other programs.'],
];

const main = 'electron/main.ts';
const violations: readonly Violation[] = [
  [
    'a renderer that imports more of electron/ than the contract',
    'renderer/ui/time.ts',
    "import '../../electron/links/user-link';",
    paths,
    toContract,
  ],
  [
    'a component that imports more of electron/ than the contract',
    'renderer/App.svelte',
    component("import type { Log } from '../electron/diagnostics/log';\ntype X = Log;"),
    paths,
    toContract,
  ],
  [
    'a main process that imports more of renderer/ than the compiled messages',
    'electron/shell/menu.ts',
    "import '../../renderer/ui/time';",
    paths,
    toContract,
  ],
  [
    'a contract that imports another folder',
    'electron/contract/limits.ts',
    "import type { Log } from '../diagnostics/log';",
    imports,
    onlyItself,
  ],
  [
    'a contract that loads another folder',
    'electron/contract/limits.ts',
    "await import('../diagnostics/log');",
    paths,
    onlyItself,
  ],
  [
    'a contract that imports Node',
    'electron/contract/limits.ts',
    "import 'node:fs';",
    imports,
    onlyItself,
  ],
  [
    'a use case that imports the window',
    'electron/lookup/look-up-user.ts',
    "import '../shell/window';",
    paths,
    'Use cases must not depend on the window or on IPC. Take a function',
  ],
  [
    'production code that imports the build',
    main,
    "import '../build/paths.mjs';",
    paths,
    'Production code must not depend on the tests or the build.',
  ],
  ...libraries.flatMap(([name, message]): Violation[] => [
    [`a second import of ${name}`, main, `import '${name}';`, imports, message],
    [`a second dynamic import of ${name}`, main, `await import('${name}');`, syntax, message],
  ]),
  ...partsOfElectron.map(([parts, message]): Violation => [
    `an import of Electron's ${parts}`,
    main,
    `import ${parts} from 'electron';`,
    imports,
    message,
  ]),
  [
    'a dynamic import of Electron',
    main,
    "await import('electron');",
    syntax,
    'Import Electron statically',
  ],
  [
    'a renderer that imports Node',
    'renderer/main.ts',
    "import 'node:fs';",
    imports,
    'The renderer has no privileges: declare a channel',
  ],
  [
    'a renderer that fetches',
    'renderer/main.ts',
    "void fetch('https://a.example');",
    'no-restricted-globals',
    'The renderer has no network: declare a channel',
  ],
  [
    'imports out of order',
    main,
    "import { a } from 'valibot';\nimport { b } from 'node:fs';",
    'import-x/order',
    'should occur before',
  ],
];

// The first text waits until ESLint has loaded its plugins, the last one for the project's types.
describe('ESLint reports, with the right way,', { timeout: 60_000 }, () => {
  it.each(violations)('%s', async (_, file, text, rule, message) => {
    expect(await reported(withoutTypes, file, text)).toContainEqual([
      rule,
      expect.stringContaining(message),
    ]);
  });

  it('a property that a component does not use', async () => {
    const script =
      'type Props = { readonly used: string; readonly unused: string };\nconst { used }: Props = $props();';
    const text = `${component(script)}{used}\n`;
    expect(await reported(withTypes, 'renderer/ui/Timestamp.svelte', text)).toEqual([
      ['svelte/no-unused-props', expect.stringContaining("'unused' is an unused Props property")],
    ]);
  });
});

describe('in a project of its own,', { timeout: 60_000 }, () => {
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'lint-rules-'));
    mkdirSync(join(folder, 'electron'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const write = (name: string, text: string) => writeFileSync(join(folder, name), text);

  /** Runs a tool with this project's configuration. */
  function run(tool: string, config: string) {
    const args = [join(projectFolder, 'node_modules', tool), '-c', join(projectFolder, config)];
    const { status, stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' });
    return { status, stdout };
  }

  it('oxlint reports a cycle of type imports', () => {
    write('electron/a.ts', "import type { B } from './b';\nexport type A = B[];\n");
    write('electron/b.ts', "import type { A } from './a';\nexport type B = A[];\n");
    const { status, stdout } = run('oxlint/bin/oxlint', '.oxlintrc.json');
    expect(stdout).toContain('Dependency cycle detected');
    expect(stdout).toContain('Consider extracting shared code into a separate module');
    expect(status).toBe(1);
  });

  it('knip reports what is unused', () => {
    write('package.json', '{"name":"x","type":"module","devDependencies":{"ky":"2.1.0"}}');
    write('electron/main.ts', "import { used } from './parts';\nused();\n");
    write('electron/parts.ts', 'export const used = () => unused;\nexport const unused = 1;\n');
    write('electron/forgotten.ts', 'export type Forgotten = 1;\n');
    const { status, stdout } = run('knip/bin/knip.js', 'knip.jsonc');
    expect(stdout).toMatch(/Unused files \(1\)\nelectron\/forgotten\.ts/);
    expect(stdout).toMatch(/Unused devDependencies \(1\)\nky /);
    expect(stdout).toMatch(/Unused exports \(1\)\nunused +electron\/parts\.ts/);
    expect(status).toBe(1);
  });
});
