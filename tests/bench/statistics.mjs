/**
 * @param {number[]} values
 */
export function median(values) {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = sorted.length / 2;
  return (at(sorted, Math.ceil(middle - 1)) + at(sorted, Math.floor(middle))) / 2;
}

/**
 * The lower and the upper quartile, which show how far to trust the median.
 *
 * @param {number[]} values
 * @returns {[number, number]}
 */
export function middleHalf(values) {
  const sorted = [...values].sort((a, b) => a - b);
  return [
    at(sorted, Math.floor((sorted.length - 1) * 0.25)),
    at(sorted, Math.ceil((sorted.length - 1) * 0.75)),
  ];
}

/**
 * @param {number[]} values
 * @param {number} share such as 0.95
 */
export function percentile(values, share) {
  const sorted = [...values].sort((a, b) => a - b);
  return at(sorted, Math.ceil(sorted.length * share) - 1);
}

/**
 * @param {number[]} values
 * @param {number} index
 */
function at(values, index) {
  return values[index] ?? NaN;
}
