/**
 * Simulates an attacker who controls the renderer process: gives the trusted page the bare IPC.
 * Makes calls that every channel must refuse, with all kinds of values, including values that can't
 * be cloned.
 */
/* eslint-disable @typescript-eslint/no-require-imports -- a sandboxed preload is CommonJS */
'use strict';

const { contextBridge, ipcRenderer } = require('electron');

/**
 * A random number generator with a seed
 * (https://gist.github.com/tommyettinger/46a874533244883189143505d203312c).
 */
function mulberry32(/** @type {number} */ seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/**
 * Values that no field of any channel accepts.
 *
 * @type {(() => unknown)[]}
 */
const wrongValues = [
  () => new Date(0),
  () => new Map([['id', 'usr_a']]),
  () => new Set(['usr_a']),
  () => /usr_a/,
  () => new Error('usr_a'),
  () => new ArrayBuffer(1024),
  () => new Uint32Array(256),
  () => 10n ** 30n,
  () => Number.NaN,
  () => -Infinity,
  () => ({}),
  () => [[]],
  () => [['usr_a']],
  () => /** @type {unknown} */ (JSON.parse('{"__proto__":{"isAdmin":true}}')),
  () => ({ constructor: { prototype: { isAdmin: true } } }),
  () => ({ toString: 'usr_a', valueOf: 7, then: 'usr_a' }),
  () => nested(2_000),
  () => 'x'.repeat(3_000_000),
  () => {
    /** @type {Record<string, unknown>} */
    const cyclic = {};
    cyclic['self'] = cyclic;
    return cyclic;
  },
  () => Symbol('usr_a'),
  () => () => 'usr_a',
  () => new Proxy({}, { ownKeys: () => ['id'] }),
  () => ({
    get id() {
      throw new Error('a getter that throws');
    },
  }),
];

function nested(/** @type {number} */ depth) {
  /** @type {unknown} */
  let value = 'usr_a';
  for (let level = 0; level < depth; level += 1) value = { value };
  return value;
}

/**
 * Makes calls until the given number was answered. Calls that Electron refuses to send count
 * separately.
 *
 * @param {number} seed
 * @param {number} count
 * @param {[string, Record<string, unknown>][]} fitting each channel with a valid input
 * @returns {Promise<Record<string, number>>} the number of times that each answer came
 */
async function attack(seed, count, fitting) {
  const random = mulberry32(seed);
  /** @type {<T>(from: readonly T[]) => T} */
  const one = (from) =>
    /** @type {(typeof from)[number]} */ (from[Math.floor(random() * from.length)]);
  const hugeOnes = new Set(wrongValues.filter((make) => String(make).includes('3_000_000')));
  /** Uses the huge value rarely, because copying it is slow. */
  const wrong = () => {
    const make = one(wrongValues);
    return hugeOnes.has(make) && random() > 0.1 ? ['x'.repeat(100_000)] : make();
  };

  /** @type {(() => [string, unknown])[]} */
  const calls = [
    () => [
      one(fitting)[0],
      one([undefined, null, true, 7, 'usr_a', [], [{}], new Map(), new Date(0)]),
    ],
    () => [one(fitting)[0], wrongTop()],
    () => {
      const [channel, input] = one(fitting);
      return [channel, { ...input, [one(['more', 'id2', '__proto', 'constructor', ''])]: wrong() }];
    },
    () => {
      const [channel, input] = one(fitting.filter(([, input]) => Object.keys(input).length > 0));
      return [channel, { ...input, [one(Object.keys(input))]: wrong() }];
    },
  ];
  const wrongTop = () => {
    const value = wrong();
    // Many channels accept an empty object.
    return JSON.stringify(value, (_, /** @type {unknown} */ inner) =>
      typeof inner === 'bigint' ? 'n' : inner,
    ) === '{}'
      ? 7
      : value;
  };

  /** @type {Record<string, number>} */
  const answers = {};
  const note = (/** @type {string} */ answer) => (answers[answer] = (answers[answer] ?? 0) + 1);
  /** @returns whether the call was answered */
  const callOnce = async () => {
    try {
      const [channel, input] = one(calls)();
      const asked =
        /** @type {Promise<{ problem?: { kind: string, reason?: string } } | undefined>} */ (
          ipcRenderer.invoke(channel, input, input)
        );
      const answer = await asked;
      note(
        answer?.problem !== undefined
          ? `${answer.problem.kind} ${answer.problem.reason ?? ''}`
          : `taken by ${channel}`,
      );
      return true;
    } catch (error) {
      const message = String(error);
      if (/could not be cloned|getter that throws|circular|BigInt|call stack/.test(message))
        note('not sent');
      else note(message.slice(0, 200));
      return false;
    }
  };
  for (let answered = 0; answered < count;) {
    const length = Math.min(50, count - answered);
    const outcomes = await Promise.all(Array.from({ length }, callOnce));
    answered += outcomes.filter(Boolean).length;
  }
  return answers;
}

/**
 * Calls names that no channel has.
 *
 * @param {string[]} names
 */
async function callUnknownChannels(names) {
  const outcomes = await Promise.allSettled(names.map((name) => ipcRenderer.invoke(name, {})));
  return outcomes.map((outcome) =>
    outcome.status === 'rejected' && String(outcome.reason).includes('No handler registered')
      ? 'no such channel'
      : JSON.stringify(outcome),
  );
}

contextBridge.exposeInMainWorld('hostile', { attack, callUnknownChannels });
