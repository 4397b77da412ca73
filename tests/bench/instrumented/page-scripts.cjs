/**
 * Functions that main.cjs runs in the page. It sends each function as text, so none can use
 * anything outside itself.
 */
/* global document, requestAnimationFrame, requestIdleCallback -- the page's */
'use strict';

/**
 * @typedef {object} ShownList
 * @property {number} listed the moment at which the history's first page is painted, in milliseconds since 1970
 * @property {boolean} isFull whether the list has an entry
 */

/**
 * Measures the first paint and the focus. Sets `measuredList` to a promise for the time of the
 * history's list.
 *
 * @returns {Promise<{ pageBegun: number, painted: number, focused: number }>} moments in milliseconds since 1970
 */
async function lookAtStart() {
  const { timeOrigin } = performance;
  Object.assign(globalThis, { measuredList: list() });
  const hasFocus = () => document.activeElement instanceof HTMLInputElement;
  const painted = await /** @type {Promise<number>} */ (
    new Promise((resolve) => {
      new PerformanceObserver((list) => {
        const [paint] = list.getEntriesByName('first-contentful-paint');
        if (paint !== undefined) resolve(timeOrigin + paint.startTime);
      }).observe({ type: 'paint', buffered: true });
    })
  );
  // This runs right after the paint, so a search box that has the focus now had it in that paint.
  let focused = painted;
  while (!hasFocus()) {
    await new Promise((resolve) => document.addEventListener('focusin', resolve, { once: true }));
    focused = Date.now();
  }
  return { pageBegun: timeOrigin, painted, focused };

  /** @returns {Promise<ShownList>} */
  async function list() {
    const first = () => document.querySelector('aside :is(li, [role=listitem], .empty)');
    await new Promise((resolve) => {
      const observer = new MutationObserver(look);
      observer.observe(document, { childList: true, subtree: true });
      look();
      function look() {
        if (first() === null) return;
        observer.disconnect();
        resolve(undefined);
      }
    });
    await new Promise((resolve) => requestAnimationFrame(resolve));
    // A message arrives after this frame's style, layout and paint.
    const { port1, port2 } = new MessageChannel();
    const painted = new Promise((resolve) => (port1.onmessage = resolve));
    port2.postMessage(null);
    await painted;
    return {
      listed: timeOrigin + performance.now(),
      isFull: first()?.className.includes('empty') === false,
    };
  }
}

/**
 * Puts an id into the search box. Sets `measuredLookUp` to a promise for the times from the Enter
 * key to the card.
 *
 * @param {string} id
 */
function waitForCard(id) {
  const box = /** @type {HTMLInputElement} */ (
    document.querySelector('[role=search] [role=combobox]')
  );
  box.value = id;
  box.dispatchEvent(new InputEvent('input', { bubbles: true }));

  const isThere = () => document.querySelector('article')?.textContent.includes(id) ?? false;
  const enter = /** @type {Promise<number>} */ (
    new Promise((resolve) => {
      box.addEventListener('keydown', ({ timeStamp }) => resolve(timeStamp), { once: true });
    })
  );
  const card = /** @type {Promise<{ inPage: number, painted: number, nextFrame: number }>} */ (
    new Promise((resolve) => {
      const observer = new MutationObserver(() => {
        if (!isThere()) return;
        observer.disconnect();
        const inPage = performance.now();
        requestAnimationFrame(() => {
          // A message arrives after this frame's style, layout and paint.
          const { port1, port2 } = new MessageChannel();
          const painted = new Promise((done) => (port1.onmessage = () => done(performance.now())));
          port2.postMessage(null);
          requestAnimationFrame(() => {
            const nextFrame = performance.now();
            void painted.then((time) => resolve({ inPage, painted: Number(time), nextFrame }));
          });
        });
      });
      observer.observe(document.body, { childList: true, subtree: true, characterData: true });
    })
  );
  Object.assign(globalThis, { measuredLookUp: finish() });

  async function finish() {
    const [pressed, { inPage, painted, nextFrame }] = await Promise.all([enter, card]);
    await new Promise((resolve) => requestIdleCallback(resolve));
    return { inPage: inPage - pressed, painted: painted - pressed, nextFrame: nextFrame - pressed };
  }
}

module.exports = { lookAtStart, waitForCard };
