/** The bytes before the fuses in every Electron program. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

type Tree = {
  files: Record<string, Tree | { size: number; offset: string } | { size: number; unpacked: true }>;
};

/** Creates an archive of empty files (https://github.com/electron/asar#format). */
export function writeAsar(files: readonly string[], unpacked: readonly string[]): Buffer {
  const root: Tree = { files: {} };
  const add = (path: string, entry: Tree['files'][string]) => {
    const names = path.split('/');
    let folder = root;
    for (const name of names.slice(0, -1)) folder = (folder.files[name] ??= { files: {} }) as Tree;
    folder.files[String(names.at(-1))] = entry;
  };
  for (const path of files) add(path, { size: 0, offset: '0' });
  for (const path of unpacked) add(path, { size: 0, unpacked: true });
  const header = Buffer.from(JSON.stringify(root));
  const sizes = Buffer.alloc(16);
  sizes.writeUInt32LE(4, 0);
  sizes.writeUInt32LE(header.length + 8, 4);
  sizes.writeUInt32LE(header.length + 4, 8);
  sizes.writeUInt32LE(header.length, 12);
  return Buffer.concat([sizes, header]);
}

/**
 * Creates the part of an Electron program that contains the fuses
 * (https://github.com/electron/electron/blob/main/docs/tutorial/fuses.md#the-hard-way).
 *
 * @param fuses one digit per fuse
 */
export function fakeElectronProgram(fuses: string): Buffer {
  return Buffer.concat([Buffer.from(sentinel), Buffer.from([1, fuses.length]), Buffer.from(fuses)]);
}
