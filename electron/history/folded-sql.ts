import { foldedLetters } from '../contract/fold-letters';

/** An SQL expression that folds a column as `foldLetters` does. */
export const foldedSql = (column: string): string =>
  Object.entries(foldedLetters).reduce(
    (sql, [letter, plain]) => `replace(${sql}, '${letter}', '${plain}')`,
    column,
  );
