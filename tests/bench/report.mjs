import { median, middleHalf } from './statistics.mjs';

/**
 * @typedef {import('./measure-starts.mjs').Sample} Sample
 * @typedef {import('./measure-starts.mjs').Stages} Stages
 * @typedef {import('./measure-lookups.mjs').Pair} Pair
 * @typedef {import('./measure-history-starts.mjs').HistoryStart} HistoryStart
 * @typedef {string[]} Row the cells: what was measured, the value of the app, the value of
 *   the bare app, their ratio or difference, and the target
 */

const frameMs = 1_000 / 60;
const kilobyte = 1_000;
const mebibyteInKib = 1_024;

/** @type {readonly (readonly [keyof Stages, string])[]} */
const stageNames = [
  ['mainBegun', '  main script begins'],
  ['mainRead', '  main script has run'],
  ['ready', '  Electron is ready'],
  ['windowMade', '  window is made'],
  ['pageBegun', '  page begins to load'],
  ['painted', '  first contentful paint'],
];

/**
 * @param {{ app: Sample[], bare: Sample[] }} starts
 * @returns {Row[]}
 */
export function startRows({ app, bare }) {
  /** @param {(sample: Sample) => number} pick */
  const both = (pick) => /** @type {const} */ ([app.map(pick), bare.map(pick)]);
  return [
    ['cold start', 'app', 'bare', '', 'target'],
    ratioRow('start to a painted, focused box', 'ms', ...both(({ stages }) => stages.usable)),
    ...stageNames.map(([stage, name]) =>
      differenceRow(name, ...both(({ stages }) => stages[stage])),
    ),
    ratioRow('memory at rest (PSS)', 'MB', ...both(({ memory }) => memory / mebibyteInKib)),
  ];
}

/**
 * @param {{ full: HistoryStart[], empty: HistoryStart[] }} starts
 * @param {number} people
 * @returns {Row[]}
 */
export function historyStartRows({ full, empty }, people) {
  /** @param {keyof HistoryStart} stage */
  const both = (stage) =>
    /** @type {const} */ ([full.map((start) => start[stage]), empty.map((start) => start[stage])]);
  return [
    ['start with a history of', `${people.toLocaleString('en')} people`, 'nobody', '', 'target'],
    ratioRow('start to a painted, focused box', 'ms', ...both('usable')),
    ratioRow('start to the painted list', 'ms', ...both('listed')),
  ];
}

/**
 * @param {Pair[]} pairs
 * @returns {Row[]}
 */
export function lookUpRows(pairs) {
  const requests = pairs.map(({ request }) => request);
  const painted = pairs.map(({ lookUp }) => lookUp.painted);
  const above = median(painted) - median(requests);
  return [
    ['lookup', 'app', 'bare', '', 'target'],
    [
      'Enter to the painted card',
      spread(painted, 'ms'),
      spread(requests, 'ms'),
      `${signed(above)} ms, ${(above / frameMs).toFixed(2)} frames`,
      '≤ 1 frame',
    ],
    differenceRow(
      '  card is in the document',
      pairs.map(({ lookUp }) => lookUp.inPage),
      requests,
    ),
    differenceRow(
      '  the frame after begins',
      pairs.map(({ lookUp }) => lookUp.nextFrame),
      requests,
    ),
  ];
}

/**
 * @param {{ beforePaint: number, all: number }} code
 * @returns {Row[]}
 */
export function bundleSizeRows({ beforePaint, all }) {
  const size = (/** @type {number} */ bytes) => `${(bytes / kilobyte).toFixed(1)} kB`;
  return [
    ['page code, gzipped', 'app', '', '', 'target'],
    ['loaded before the first paint', size(beforePaint), '', '', '< 60 kB'],
    ['all of it', size(all), '', '', ''],
  ];
}

/**
 * @param {Row[]} rows
 */
export function aligned(rows) {
  const widths =
    rows[0]?.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0))) ?? [];
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}

/**
 * @param {string} name
 * @param {string} unit
 * @param {number[]} app
 * @param {number[]} bare
 * @returns {Row}
 */
function ratioRow(name, unit, app, bare) {
  const ratio = median(app) / median(bare);
  return [name, spread(app, unit), spread(bare, unit), `× ${ratio.toFixed(3)}`, '≤ 1.10'];
}

/**
 * @param {string} name
 * @param {number[]} app
 * @param {number[]} bare
 * @returns {Row}
 */
function differenceRow(name, app, bare) {
  return [
    name,
    spread(app, 'ms'),
    spread(bare, 'ms'),
    `${signed(median(app) - median(bare))} ms`,
    '',
  ];
}

/**
 * Formats the median, with the middle half of the values in brackets.
 *
 * @param {number[]} values
 * @param {string} unit
 */
function spread(values, unit) {
  const [low, high] = middleHalf(values);
  return `${median(values).toFixed(1)} ${unit} (${low.toFixed(0)}–${high.toFixed(0)})`;
}

/**
 * @param {number} difference
 */
function signed(difference) {
  return `${difference < 0 ? '−' : '+'}${Math.abs(difference).toFixed(1)}`;
}
